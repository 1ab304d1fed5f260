#include "host/http/parser.hpp"

#include "host/http/target.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <optional>

namespace cordon::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::http::field;
using Text = beast::string_view;

std::string copy(Text text) { return {text.data(), text.size()}; }

tl::unexpected<Error> malformed(std::string sentence) { return fail(Errc::malformed_request, std::move(sentence)); }

Error error_of(const error_code& code, std::uint64_t body_limit) {
  using beast::http::error;
  if (code == error::body_limit)
    return {Errc::too_large, "The body is larger than " + std::to_string(body_limit) + " bytes."};
  if (code == error::header_limit) return {Errc::header_too_large, "The header is too large."};
  if (code == error::bad_content_length || code == error::multiple_content_length)
    return {Errc::malformed_request, "The Content-Length is not one valid number."};
  if (code == error::bad_transfer_encoding)
    return {Errc::malformed_request, "A request has a Content-Length or a Transfer-Encoding, not both."};
  if (code == error::bad_version) return {Errc::malformed_request, "Only HTTP/1.0 and HTTP/1.1 are spoken here."};
  if (code == error::bad_chunk || code == error::bad_chunk_extension)
    return {Errc::malformed_request, "The chunks of the body are malformed."};
  return {Errc::malformed_request, "This is not a valid HTTP request (" + code.message() + ")."};
}

}  // namespace

// Beast's callbacks, filling in the request as it is parsed.
class Parser::Reader final : public beast::http::basic_parser<true> {
 public:
  explicit Reader(const Options& options) : limit_{options.body_limit.count} {
    eager(true);
    header_limit(static_cast<std::uint32_t>(options.header_limit.count + 8));  // feed_header() measures
    body_limit(limit_);
  }

  Request request;
  std::string authority;
  bool expects_continue = false;
  bool header_done = false;

  [[nodiscard]] Error error(const error_code& code) const { return error_ ? *error_ : error_of(code, limit_); }

 private:
  void on_request_impl(beast::http::verb, Text method, Text target, int version, error_code& code) override {
    request.method = copy(method);
    version_ = version;
    auto parsed = http::parse_target({target.data(), target.size()});
    if (!parsed) return refuse(std::move(parsed).error(), code);
    request.path = std::move(parsed->path);
    request.query = std::move(parsed->query);
    authority = std::move(parsed->authority);
  }

  void on_field_impl(field name, Text name_text, Text value, error_code& code) override {
    if (header_done) return;  // a trailer: nothing we use
    if (name == field::content_length && ++lengths_ > 1)
      return refuse({Errc::malformed_request, "There is more than one Content-Length."}, code);
    if (name == field::content_length && value.find(',') != Text::npos)
      return refuse({Errc::malformed_request, "The Content-Length is not one valid number."}, code);
    if (name == field::transfer_encoding && (version_ < 11 || !same_text({value.data(), value.size()}, "chunked")))
      return refuse({Errc::malformed_request, "The only transfer encoding known here is chunked, in HTTP/1.1."}, code);
    if (name == field::host && ++hosts_ > 1)
      return refuse({Errc::malformed_request, "There is more than one Host header."}, code);
    if (name == field::host && authority.empty()) authority = copy(value);
    if (name == field::expect) {
      expects_continue = same_text({value.data(), value.size()}, "100-continue");
      if (!expects_continue)
        return refuse({Errc::malformed_request, "The only expectation known is 100-continue."}, code);
    }
    request.headers.push_back({copy(name_text), copy(value)});
  }

  void on_header_impl(error_code& code) override {
    header_done = true;
    if (hosts_ == 0 && version_ >= 11)
      return refuse({Errc::malformed_request, "A HTTP/1.1 request needs a Host header."}, code);
    expects_continue = expects_continue && version_ >= 11;
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    if (length) request.body.reserve(static_cast<std::size_t>(*length));
  }
  std::size_t on_body_impl(Text body, error_code&) override {
    request.body.append(body.data(), body.size());
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, error_code& code) override {
    // Beast counts chunks against the limit only where the whole chunk was announced.
    if (request.body.size() + body.size() > limit_) code = beast::http::error::body_limit;
    return code ? 0 : on_body_impl(body, code);
  }
  void on_finish_impl(error_code&) override {}
  void on_response_impl(int, Text, int, error_code&) override {}

  void refuse(Error error, error_code& code) {
    error_ = std::move(error);
    code = beast::http::error::bad_value;
  }

  std::uint64_t limit_;
  int version_ = 11;
  int hosts_ = 0, lengths_ = 0;
  std::optional<Error> error_;
};

Parser::Parser(const Options& options)
    : reader_{std::make_unique<Reader>(options)}, header_limit_{options.header_limit.count} {}
Parser::~Parser() = default;

Parser::Phase Parser::phase() const {
  if (!reader_->header_done) return Phase::header;
  return reader_->is_done() ? Phase::done : Phase::body;
}

Request& Parser::request() { return reader_->request; }
std::string_view Parser::authority() const { return reader_->authority; }
bool Parser::keep_alive() const { return reader_->keep_alive(); }
bool Parser::expects_continue() const { return reader_->expects_continue; }

Result<std::size_t> Parser::feed(std::string_view data) {
  std::size_t used = 0;
  if (phase() == Phase::header) {
    TRY(used, feed_header(data));
    if (phase() != Phase::body || used == data.size()) return used;
  }
  TRY(const std::size_t more, feed_reader(data.substr(used)));
  return used + more;
}

Result<std::size_t> Parser::feed_header(std::string_view data) {
  // RFC 9112 2.2: an empty line before a request is to be ignored.
  constexpr std::size_t most_empty_lines = 4;
  std::size_t skipped = 0;
  while (scanned_ == 0 && data.starts_with("\r\n")) {
    if (++empty_lines_ > most_empty_lines) return malformed("Only empty lines came where a request should begin.");
    data.remove_prefix(2);
    skipped += 2;
  }

  std::size_t& at = scanned_;
  for (; at < data.size(); ++at) {
    const auto c = static_cast<unsigned char>(data[at]);
    if (at >= header_limit_)
      return fail(Errc::header_too_large, "The request line and the headers together are larger than " +
                                              std::to_string(header_limit_) + " bytes.");
    if (c == '\n') return malformed("A line of the header ends with LF alone; it must end with CR LF.");
    if (c != '\r' && c != '\t' && (c < 0x20 || c == 0x7f))
      return malformed("There is a control character in the header.");
    if (c != '\r') continue;

    if (at + 1 == data.size()) return skipped;
    if (data[at + 1] != '\n') return malformed("There is a CR without LF in the header.");
    if (at + 2 == data.size()) return skipped;
    if (data[at + 2] == ' ' || data[at + 2] == '\t') return malformed("A header line is folded; write it on one line.");
    if (data[at + 2] == '\r') {
      if (at + 3 == data.size()) return skipped;
      if (data[at + 3] != '\n') return malformed("There is a CR without LF in the header.");
      TRY(const std::size_t used, feed_reader(data.substr(0, at + 4)));
      return skipped + used;
    }
    ++at;  // over the LF
  }
  return skipped;
}

Result<std::size_t> Parser::feed_reader(std::string_view data) {
  error_code code;
  const std::size_t used = reader_->put(boost::asio::buffer(data), code);
  if (code && code != beast::http::error::need_more) return tl::unexpected{reader_->error(code)};
  return used;
}

}  // namespace cordon::http
