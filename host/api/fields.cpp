#include "host/api/fields.hpp"

#include "base/nearest.hpp"
#include "host/api/text.hpp"

#include <algorithm>
#include <cmath>

namespace cordon::api {

void FirstError::add(std::string sentence, Errc code) {
  if (!error_) error_ = Error{code, std::move(sentence)};
}

void FirstError::add_missing(std::string sentence) {
  if (!missing_) missing_ = Error{Errc::malformed_request, std::move(sentence)};
}

Result<> FirstError::result() const {
  if (error_) return tl::unexpected{*error_};
  if (missing_) return tl::unexpected{*missing_};
  return {};
}

std::string_view type_name(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      return "null";
    case Json::value_t::object:
      return "an object";
    case Json::value_t::array:
      return "an array";
    case Json::value_t::string:
      return "a string";
    case Json::value_t::boolean:
      return "a boolean";
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return "a whole number";
    case Json::value_t::number_float:
      return "a number with a fraction";
    case Json::value_t::binary:
    case Json::value_t::discarded:
      break;
  }
  return "something else";
}

Fields::Fields(Json& object, std::string name, FirstError& errors) : name_{std::move(name)}, errors_{errors} {
  if (object.is_object())
    object_ = &object;
  else
    errors_.add((name_.empty() ? "The body" : name_) + " must be an object, not " + std::string{type_name(object)} +
                ".");
}

std::string Fields::full_name(std::string_view field) const {
  return name_.empty() ? std::string{field} : name_ + "." + std::string{field};
}

bool Fields::has(std::string_view field) const {
  if (object_ == nullptr) return false;
  const auto found = object_->find(field);
  return found != object_->end() && !found->is_null();
}

Json* Fields::find(std::string_view field) {
  known_.push_back(field);
  return has(field) ? &*object_->find(field) : nullptr;
}

void Fields::wrong_type(std::string_view field, std::string_view expected, const Json& found) {
  errors_.add(full_name(field) + " must be " + std::string{expected} + ", not " + std::string{type_name(found)} + ".");
}

std::optional<std::string> Fields::text(std::string_view field) {
  Json* value = find(field);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    wrong_type(field, "a string", *value);
    return std::nullopt;
  }
  return std::move(value->get_ref<std::string&>());
}

std::optional<std::string> Fields::name(std::string_view field, std::size_t longest) {
  std::optional<std::string> value = text(field);
  if (!value) return std::nullopt;
  if (value->find('\0') != std::string::npos) errors_.add(full_name(field) + " must not contain NUL characters.");
  if (value->size() > longest)
    errors_.add(full_name(field) + " must not be longer than " + std::to_string(longest) + " bytes.");
  return value;
}

std::optional<std::vector<std::string>> Fields::texts(std::string_view field) {
  Json* values = array(field);
  if (values == nullptr) return std::nullopt;
  std::vector<std::string> found;
  for (Json& value : *values) {
    if (!value.is_string()) {
      wrong_type(std::string{field} + "[" + std::to_string(found.size()) + "]", "a string", value);
      return std::nullopt;
    }
    found.push_back(std::move(value.get_ref<std::string&>()));
  }
  return found;
}

std::optional<std::uint64_t> Fields::whole(std::string_view field, std::string_view unit, std::uint64_t least,
                                           std::uint64_t most) {
  const Json* value = find(field);
  if (value == nullptr) return std::nullopt;
  const std::string expected =
      (unit.empty() ? std::string{"a whole number"} : "a whole number of " + std::string{unit}) + " from " +
      std::to_string(least) + " to " + std::to_string(most);
  if (!value->is_number_integer()) {
    wrong_type(field, expected, *value);
    return std::nullopt;
  }
  const bool fits =
      value->is_number_unsigned() && value->get<std::uint64_t>() >= least && value->get<std::uint64_t>() <= most;
  if (!fits) {
    errors_.add(full_name(field) + " must be " + expected + ", not " + value->dump() + ".");
    return std::nullopt;
  }
  return value->get<std::uint64_t>();
}

std::optional<double> Fields::number(std::string_view field, double least, double most) {
  const Json* value = find(field);
  if (value == nullptr) return std::nullopt;
  const std::string expected = "a number from " + Json(least).dump() + " to " + Json(most).dump();
  if (!value->is_number()) {
    wrong_type(field, expected, *value);
    return std::nullopt;
  }
  const double amount = value->get<double>();
  if (amount >= least && amount <= most) return amount;
  errors_.add(full_name(field) + " must be " + expected + ", not " + value->dump() + ".");
  return std::nullopt;
}

std::optional<bool> Fields::boolean(std::string_view field) {
  const Json* value = find(field);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  wrong_type(field, "true or false", *value);
  return std::nullopt;
}

std::optional<milliseconds> Fields::duration(std::string_view field) {
  constexpr double longest = 1e9;  // 30 years: above every ceiling, and far from overflow
  const Json* value = find(field);
  if (value == nullptr) return std::nullopt;
  constexpr std::string_view expected = "a number of seconds above 0";
  if (!value->is_number()) {
    wrong_type(field, expected, *value);
    return std::nullopt;
  }
  const double amount = value->get<double>();
  if (!(amount > 0) || !std::isfinite(amount)) {
    errors_.add(full_name(field) + " must be " + std::string{expected} + ", not " + value->dump() + ".");
    return std::nullopt;
  }
  return milliseconds{static_cast<std::int64_t>(std::ceil(std::min(amount, longest) * 1000.0))};
}

Json* Fields::object(std::string_view field) {
  Json* value = find(field);
  if (value == nullptr || value->is_object()) return value;
  wrong_type(field, "an object", *value);
  return nullptr;
}

Json* Fields::array(std::string_view field) {
  Json* value = find(field);
  if (value == nullptr || value->is_array()) return value;
  wrong_type(field, "an array", *value);
  return nullptr;
}

Json* Fields::any(std::string_view field) { return find(field); }

void Fields::not_yet(std::span<const std::string_view> fields) {
  for (const std::string_view field : fields)
    if (find(field) != nullptr) errors_.add(full_name(field) + " is not supported by this server yet.");
}

void Fields::done() {
  if (object_ == nullptr) return;
  for (const auto& [key, value] : object_->items()) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    const std::string meant = base::did_you_mean(key, known_);
    errors_.add("There is no field " + in_quotes(full_name(key)) + (meant.empty() ? "." : meant));
  }
}

}  // namespace cordon::api
