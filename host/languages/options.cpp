#include "host/languages/options.hpp"

#include "base/nearest.hpp"
#include "host/languages/text.hpp"

#include <algorithm>

namespace cordon::languages {
namespace {

std::string values_of(const Option& option) {
  std::string list;
  for (const OptionValue& value : option.values) list += (list.empty() ? "" : ", ") + value.value;
  return list;
}

tl::unexpected<Error> no_such_option(std::string_view language, const std::vector<Option>& options,
                                     std::string_view asked) {
  std::string list;
  std::vector<std::string_view> names;
  for (const Option& option : options) {
    list += (list.empty() ? "" : "; ") + option.name + " (" + values_of(option) + ')';
    names.push_back(option.name);
  }
  const std::string meant = base::did_you_mean(asked, names);
  return fail(Errc::malformed_request, std::string{language} + " has no option \"" + printable(asked, 64) + '"' +
                                           (list.empty()    ? "; it has none"
                                            : meant.empty() ? "; it has " + list
                                                            : meant + " It has " + list));
}

const OptionValue* value_named(const Option& option, std::string_view value) {
  const auto found = std::ranges::find(option.values, value, &OptionValue::value);
  return found == option.values.end() ? nullptr : &*found;
}

}  // namespace

Result<Choice> choose(std::string_view language, const std::vector<Option>& options,
                      const std::map<std::string, std::string>& asked) {
  for (const auto& [name, value] : asked)
    if (std::ranges::find(options, name, &Option::name) == options.end())
      return no_such_option(language, options, name);
  Choice choice;
  for (const Option& option : options) {
    const auto said = asked.find(option.name);
    const OptionValue* value = value_named(option, said == asked.end() ? option.usual : said->second);
    if (value == nullptr)
      return fail(Errc::malformed_request, "the option " + option.name + " of " + std::string{language} +
                                               " cannot be \"" + printable(said->second, 64) + "\"; it can be " +
                                               values_of(option));
    choice.emplace(option.name, value);
  }
  return choice;
}

}  // namespace cordon::languages
