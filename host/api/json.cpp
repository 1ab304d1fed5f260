#include "host/api/json.hpp"

#include "host/api/text.hpp"

#include <algorithm>

namespace cordon::api {
namespace {

constexpr std::size_t deepest = 64;

tl::unexpected<Error> malformed(std::string sentence) { return fail(Errc::malformed_request, std::move(sentence)); }

std::string place(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, std::min(position == 0 ? 0 : position - 1, text.size()));
  const auto lines = std::ranges::count(before, '\n');
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return "line " + std::to_string(lines + 1) + ", column " + std::to_string(before.size() - line_start + 1);
}

// "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error while parsing value -
// invalid literal; last read: 'x'": what lies between is for people.
std::string explanation(std::string_view message) {
  if (const auto end = message.find("; last read"); end != std::string_view::npos) {
    std::string_view rest = message.substr(end);
    const auto expected = rest.rfind("; expected ");
    rest = expected == std::string_view::npos ? std::string_view{} : rest.substr(expected);
    const auto begin = message.find(" - ");
    const auto from = begin == std::string_view::npos || begin > end ? 0 : begin + 3;
    return std::string{message.substr(from, end - from)} + std::string{rest};
  }
  const auto begin = message.find(" - ");
  return std::string{begin == std::string_view::npos ? message : message.substr(begin + 3)};
}

// Builds the document as the parser, which does not recurse, reports it.
class Builder {
 public:
  explicit Builder(std::string_view text) : text_{text} {}

  Json document;
  std::string failure;

  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(Json::number_integer_t value) { return put(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return put(value); }
  bool number_float(Json::number_float_t value, const std::string& written) {
    if (written.find_first_of(".eE") == std::string::npos)
      return refuse("The number " + in_quotes(written) + " is too large");
    return put(value);
  }
  bool string(std::string& value) { return put(std::move(value)); }
  bool binary(Json::binary_t&) { return refuse("Binary data is not JSON"); }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (name.find('\0') != std::string::npos) return refuse("There is a NUL character in a key");
    const auto [place, added] = open_.back()->get_ref<Json::object_t&>().emplace(name, nullptr);
    if (!added) return refuse("The key " + in_quotes(name) + " is there twice in the same object");
    next_ = &place->second;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
    constexpr int out_of_range = 406;
    if (error.id == out_of_range) return refuse("A number is too large (" + place(text_, position) + ")");
    return refuse("The body is not valid JSON (" + place(text_, position) + "): " + explanation(error.what()));
  }

 private:
  Json* put(Json value, int) {
    Json* target = &document;
    if (!open_.empty() && open_.back()->is_array()) {
      target = &open_.back()->emplace_back();
    } else if (!open_.empty()) {
      target = next_;
    }
    *target = std::move(value);
    return target;
  }
  template <class Value>
  bool put(Value&& value) {
    put(Json(std::forward<Value>(value)), 0);
    return true;
  }
  bool open(Json value) {
    if (open_.size() == deepest) return refuse("The JSON is nested deeper than " + std::to_string(deepest) + " levels");
    open_.push_back(put(std::move(value), 0));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  bool refuse(std::string sentence) {
    failure = std::move(sentence) + ".";
    return false;
  }

  std::string_view text_;
  std::vector<Json*> open_;  // objects and arrays that have not ended
  Json* next_ = nullptr;     // where the value of the last key goes
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
  if (text.empty()) return malformed("The body is empty; send a JSON object.");
  // The parser would take it for the end, and not look at what follows.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return malformed("The body is not valid JSON (" + place(text, nul + 1) + "): a NUL byte.");
  Builder builder{text};
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return malformed(std::move(builder.failure));
  return std::move(builder.document);
}

std::string dump_json(const Answer& answer) { return answer.dump(-1, ' ', false, Answer::error_handler_t::replace); }

}  // namespace cordon::api
