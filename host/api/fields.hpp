// Reads the fields of a JSON object, typed, and remembers what is wrong with it.
//
// What is read is known; done() refuses the rest, naming the nearest. Null is the same as absent. All
// readers of one request share a FirstError, so that the code that reads is a list without branches.
#pragma once

#include "base/quantity.hpp"
#include "host/api/json.hpp"

#include <optional>
#include <span>
#include <vector>

namespace cordon::api {

class FirstError {
 public:
  void add(std::string sentence, Errc code = Errc::malformed_request);
  // Counts only if nothing else is wrong: what is missing may be there under a mistyped name.
  void add_missing(std::string sentence);
  [[nodiscard]] bool empty() const { return !error_ && !missing_; }
  [[nodiscard]] Result<> result() const;

 private:
  std::optional<Error> error_, missing_;
};

class Fields {
 public:
  // `name` of the object in messages: "" for the body, "limits", "files[2]". Strings are moved out of
  // `object`, which lives longer than this.
  Fields(Json& object, std::string name, FirstError& errors);

  std::optional<std::string> text(std::string_view field);
  // Without NUL, at most `longest` bytes.
  std::optional<std::string> name(std::string_view field, std::size_t longest);
  std::optional<std::vector<std::string>> texts(std::string_view field);
  // "must be a whole number of `unit` from `least` to `most`"
  std::optional<std::uint64_t> whole(std::string_view field, std::string_view unit, std::uint64_t least,
                                     std::uint64_t most);
  // "must be a number from `least` to `most`"
  std::optional<double> number(std::string_view field, double least, double most);
  std::optional<bool> boolean(std::string_view field);
  // A number of seconds above 0, at least one millisecond when rounded. Larger than any ceiling is not
  // wrong here: who knows the ceiling says so.
  std::optional<milliseconds> duration(std::string_view field);
  Json* object(std::string_view field);
  Json* array(std::string_view field);
  Json* any(std::string_view field);  // of whatever type

  // Known, but not to this version: an error if one is there.
  void not_yet(std::span<const std::string_view> fields);
  // To be called last: refuses what nothing has asked for.
  void done();

  [[nodiscard]] std::string full_name(std::string_view field) const;  // "limits.memory"
  [[nodiscard]] bool has(std::string_view field) const;
  FirstError& errors() { return errors_; }

 private:
  Json* find(std::string_view field);
  void wrong_type(std::string_view field, std::string_view expected, const Json& found);

  Json* object_ = nullptr;
  std::string name_;
  FirstError& errors_;
  std::vector<std::string_view> known_;
};

// "a string", "a number", … as messages call it.
std::string_view type_name(const Json& value);

}  // namespace cordon::api
