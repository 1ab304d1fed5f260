// GET /: what this server answers; as JSON, or as a page for people in a browser.
#pragma once

#include "host/http/message.hpp"

#include <span>
#include <string>
#include <vector>

namespace cordon::api {

struct Endpoint {
  std::string method, path, description;
};

http::Response index(const http::Request& request, std::span<const Endpoint> endpoints, std::string_view version);

// The page, in page.cpp: one script and one style sheet, both inside it.
extern const std::string_view page_style, page_script, page_body;

}  // namespace cordon::api
