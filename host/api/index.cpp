#include "host/api/index.hpp"

#include "host/api/execute.hpp"
#include "host/api/text.hpp"

#include <openssl/evp.h>

namespace cordon::api {
namespace {

// What a Content-Security-Policy calls an inline script or style that may be there.
std::string hash_source(std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr);
  return "'sha256-" + to_base64({reinterpret_cast<const char*>(digest), size}) + "'";
}

const std::string& policy() {
  static const std::string text = "default-src 'none'; script-src " + hash_source(page_script) + "; style-src " +
                                  hash_source(page_style) +
                                  "; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  return text;
}

http::Response page() {
  std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Cordon</title>\n";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  html.append("<style>").append(page_style).append("</style>\n</head>\n").append(page_body);
  html.append("<script>").append(page_script).append("</script>\n</body>\n</html>\n");
  return {.content_type = "text/html; charset=utf-8",
          .headers = {{"Content-Security-Policy", policy()}, {"Referrer-Policy", "no-referrer"}, {"Vary", "Accept"}},
          .body = std::move(html)};
}

}  // namespace

http::Response index(const http::Request& request, std::span<const Endpoint> endpoints, std::string_view version) {
  if (request.header("Accept").find("text/html") != std::string_view::npos) return page();
  Answer list = Answer::array();
  for (const Endpoint& endpoint : endpoints)
    list.push_back({{"method", endpoint.method}, {"path", endpoint.path}, {"description", endpoint.description}});
  http::Response response = json_response({{"name", "Cordon"},
                                           {"service", "code-execution-service"},
                                           {"version", version},
                                           {"description", "Runs programs, each in a sandbox of its own."},
                                           {"endpoints", std::move(list)}});
  response.headers.push_back({"Vary", "Accept"});
  return response;
}

}  // namespace cordon::api
