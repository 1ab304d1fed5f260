// Where two texts part, for a person to look at. Plain functions.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "host/languages/language.hpp"

namespace cordon::cordonctl {

// "line 3", "- expected", "+ actual"; the ends of lines are shown where they are what differs. Empty
// where the texts are equal.
std::vector<std::string> difference(std::string_view expected, std::string_view actual);

// What is wrong with the answer of POST /execute to this sample; empty if nothing is.
std::vector<std::string> judge(const languages::Sample& sample, const nlohmann::json& answer);

}  // namespace cordon::cordonctl
