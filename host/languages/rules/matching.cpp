#include "host/languages/rules/matching.hpp"

#include <algorithm>

namespace cordon::languages::rules {
namespace {

constexpr std::size_t longest_shown = 80;
constexpr std::size_t longest_entry = 16;  // parts
constexpr int deepest_alias = 8;
constexpr std::size_t longest_assigned = 4;  // parts
constexpr std::size_t most_assigned = 512;
constexpr std::size_t most_work = 1'000'000;

struct Entry {
  std::string written;
  Parts parts;
  bool anywhere = false;  // "*.name": a member of whatever
  bool called = false;    // "name()": only where it is called
};

std::vector<Entry> entries(const std::vector<std::string>& written, const Vocabulary& vocabulary) {
  std::vector<Entry> found;
  for (std::string_view text : written) {
    const std::string all{text};
    const bool called = text.ends_with("()");
    if (called) text.remove_suffix(2);
    const std::string star = "*" + std::string{vocabulary.separator};
    const bool anywhere = text.starts_with(star);
    if (anywhere) text.remove_prefix(star.size());
    found.push_back({all, split(text, vocabulary.separator), anywhere, called});
  }
  return found;
}

enum class Wildcard { matches_any, matches_nothing };

bool fits(const Parts& entry, const Parts& path, std::size_t begin, Wildcard wildcard = Wildcard::matches_any) {
  if (path.size() < begin + entry.size()) return false;
  for (std::size_t i = 0; i < entry.size(); ++i) {
    const std::string& part = path[begin + i];
    const bool is_any = i > 0 && (part == "?" || (part == "*" && wildcard == Wildcard::matches_any));
    if (!is_any && part != entry[i]) return false;
  }
  return true;
}

class Matching {
 public:
  Matching(const Profile& profile, const Vocabulary& vocabulary, const Names& file, const Names& all)
      : profile_{profile},
        vocabulary_{vocabulary},
        all_{all},
        has_wildcard_{std::ranges::any_of(file.paths, [](const Path& path) {
          return path.imports && path.parts.back() == "*" && path.parts.front() != ".";
        })},
        imports_{vocabulary.whole_modules ? std::vector<Entry>{} : entries(profile.deny_imports, vocabulary)},
        calls_{entries(profile.deny_calls, vocabulary)} {
    for (const auto& [name, members] : profile.allow_members)
      limited_.push_back({name, vocabulary.whole_modules ? Parts{name} : split(name, vocabulary.separator)});
    // The longest says most: what Runtime.getRuntime() may be used for, before what of Runtime may be used.
    std::ranges::stable_sort(limited_, std::greater{}, [](const Entry& entry) { return entry.parts.size(); });
    follow_assignments();
  }

  void add(std::string_view rule, const Path& path, std::string message) {
    found_.push_back({rule, std::move(message), path.at});
  }

  std::vector<Match> take() && { return std::move(found_); }

  // Whether there was time for it: names that stand for many things each, used often, are not a program.
  bool look_at(const Path& path) {
    if (path.imports && !vocabulary_.names_import) {
      check_all(path, path.parts, false);
      return true;
    }
    const bool has_alias = all_.aliases.contains(path.parts.front());
    if (path.local && all_.is_trusted && !has_alias) {
      Parts of_something = path.parts;
      of_something.front().clear();
      check_calls(path, of_something);
      return look_inside(path);
    }
    if (path.imports || !has_alias) check_all(path, path.parts, false);
    if (!expand(path, path.parts, 0)) return false;
    if (path.imports) return vocabulary_.names_import ? look_inside(path) : true;
    if (!expand_assigned(path)) return false;
    check_brought(path, path.parts);
    // Giving another thing a name that is refused does not make the name good: it may be undone.
    if (has_alias) {
      const Parts plain = plain_form(path.parts);
      check_calls(path, plain);
      if (!vocabulary_.bound_by_imports) check_members(path, plain);
    }
    return look_inside(path);
  }

 private:
  // A name may stand for one that stands for another.
  bool expand(const Path& path, const Parts& parts, int depth) {
    const auto [begin, end] = all_.aliases.equal_range(parts.front());
    for (auto alias = begin; alias != end; ++alias) {
      Parts full = alias->second;
      full.insert(full.end(), parts.begin() + 1, parts.end());
      work_ += full.size();
      if (work_ > most_work) return false;
      const bool is_another = full.front() != parts.front() && depth < deepest_alias;
      if (is_another && !expand(path, full, depth + 1)) return false;
      check_all(path, std::move(full), true);
    }
    return true;
  }

  // r = random: r is, or is in, something imported.
  bool expand_assigned(const Path& path) {
    const auto [begin, end] = assigned_.equal_range(path.parts.front());
    for (auto assigned = begin; assigned != end; ++assigned) {
      Parts full = assigned->second;
      full.insert(full.end(), path.parts.begin() + 1, path.parts.end());
      if (all_.aliases.contains(full.front()) && !expand(path, full, 0)) return false;
      check_brought(path, full);
    }
    return true;
  }

  // Names that were assigned, by way of others or not, what begins with something imported. Most assignments are of
  // something else, and none of those costs anything later.
  void follow_assignments() {
    const auto is_rooted = [&](const std::string& name) {
      return all_.aliases.contains(name) || (has_wildcard_ && is_held(name)) || assigned_.contains(name);
    };
    for (bool grows = true; grows;) {
      grows = false;
      for (const auto& [name, parts] : all_.assigned) {
        if (!is_rooted(parts.front()) || parts.size() > longest_assigned) continue;
        std::vector<Parts> found;
        if (!assigned_.contains(parts.front()) || all_.aliases.contains(parts.front())) found.push_back(parts);
        const auto [begin, end] = assigned_.equal_range(parts.front());
        for (auto other = begin; other != end; ++other) {
          Parts full = other->second;
          full.insert(full.end(), parts.begin() + 1, parts.end());
          if (full.size() <= longest_assigned) found.push_back(std::move(full));
        }
        for (Parts& full : found) {
          const auto [first, last] = assigned_.equal_range(name);
          const bool is_known = std::any_of(first, last, [&](const auto& entry) { return entry.second == full; });
          if (is_known || assigned_.size() >= most_assigned) continue;
          assigned_.emplace(name, std::move(full));
          grows = true;
        }
      }
    }
  }

  bool is_held(const std::string& name) const {
    return std::ranges::find(vocabulary_.held_modules, name) != vocabulary_.held_modules.end();
  }

  // After `from venv import *`, os.system is that of what venv imported.
  void check_brought(const Path& path, const Parts& parts) {
    const std::string& name = parts.front();
    if (!has_wildcard_ || parts.size() < 2 || all_.aliases.contains(name) || !is_held(name)) return;
    if (std::ranges::find(profile_.deny_imports, name) != profile_.deny_imports.end())
      add("deny_imports", path, "using " + name + " by way of a wildcard import is not allowed");
  }

  // Another file may have given a module a name, which is then a member of that file.
  bool look_inside(const Path& path) {
    if (limited_.empty() && imports_.empty()) return true;
    for (std::size_t i = 1; i < path.parts.size(); ++i) {
      const auto [begin, end] = all_.aliases.equal_range(path.parts[i]);
      for (auto alias = begin; alias != end; ++alias) {
        Parts full = alias->second;
        if (++work_ > most_work) return false;
        const std::size_t rest = std::min(path.parts.size() - i - 1, longest_entry);
        const auto from = path.parts.begin() + static_cast<std::ptrdiff_t>(i) + 1;
        full.insert(full.end(), from, from + static_cast<std::ptrdiff_t>(rest));
        const std::size_t before = found_.size();
        if (vocabulary_.names_import) check_imports(path, full);
        if (found_.size() == before) check_members(path, plain_form(std::move(full)));
      }
    }
    return true;
  }

  // Without what goes without saying: globalThis.eval is eval, java.lang.System is System.
  Parts plain_form(Parts parts) const {
    for (const Parts& implied : vocabulary_.implied)
      if (parts.size() > implied.size() && std::equal(implied.begin(), implied.end(), parts.begin()))
        parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(implied.size()));
    std::size_t skipped = 0;
    while (skipped + 1 < parts.size() &&
           std::ranges::find(vocabulary_.global_objects, parts[skipped]) != vocabulary_.global_objects.end())
      ++skipped;
    parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(skipped));
    return parts;
  }

  // `of_module`: the first part stands for a module that was imported.
  void check_all(const Path& path, Parts parts, bool of_module) {
    const std::size_t before = found_.size();
    if (path.imports || vocabulary_.names_import) check_imports(path, parts);
    parts = plain_form(std::move(parts));
    if (path.imports || of_module) check_held(path, parts);
    if (found_.size() != before) return;
    if (path.imports || of_module || !vocabulary_.bound_by_imports) check_members(path, parts);
    if (found_.size() == before) check_calls(path, parts);
  }

  void check_imports(const Path& path, const Parts& parts) {
    if (path.imports && parts.front() == "?" && !(profile_.deny_imports.empty() && profile_.allow_members.empty()))
      return add("deny_imports", path, "importing a module whose name is computed is not allowed");
    if (vocabulary_.whole_modules) {
      for (const std::string& denied : profile_.deny_imports)
        if (parts.front() == denied || parts.front().starts_with(denied + "/"))
          return add("deny_imports", path, "importing " + shown(parts.front()) + " is not allowed");
      return;
    }
    // `use std::*` gives std::net a name; `import java.util.*` gives java.util.jar none.
    const auto wildcard = vocabulary_.wildcards_name_modules ? Wildcard::matches_any : Wildcard::matches_nothing;
    for (const Entry& entry : imports_)
      if (fits(entry.parts, parts, 0, wildcard))
        return add("deny_imports", path,
                   (path.imports ? "importing " : "using ") + shown(joined(parts)) + " is not allowed");
  }

  // random._os: one module by way of another.
  void check_held(const Path& path, const Parts& parts) {
    for (std::size_t i = 1; i < parts.size(); ++i) {
      std::string_view part = parts[i];
      part.remove_prefix(std::min(part.find_first_not_of('_'), part.size()));
      if (std::ranges::find(vocabulary_.held_modules, part) == vocabulary_.held_modules.end()) continue;
      const bool denied = std::ranges::find(profile_.deny_imports, part) != profile_.deny_imports.end();
      if (denied || profile_.allow_members.contains(std::string{part}))
        return add("deny_imports", path,
                   "using " + std::string{part} + " by way of " + shown(parts.front()) + " is not allowed");
    }
  }

  void check_members(const Path& path, const Parts& parts) {
    for (const Entry& entry : limited_) {
      // All members of what is around it are told there.
      if (!fits(entry.parts, parts, 0, Wildcard::matches_nothing)) continue;
      const auto& allowed = profile_.allow_members.at(entry.written);
      if (parts.size() == entry.parts.size()) {
        if (!path.binds)
          add("allow_members", path, entry.written + " may only be used as " + example(entry.written, allowed));
        return;
      }
      const std::string& used = parts[entry.parts.size()];
      if (std::ranges::find(allowed, used) != allowed.end()) return;
      const std::string what = used == "?"   ? "a computed member of " + entry.written
                               : used == "*" ? "all members of " + entry.written
                                             : shown(entry.written + std::string{vocabulary_.separator} + used);
      add("allow_members", path, what + " may not be used");
      return;
    }
  }

  void check_calls(const Path& path, const Parts& parts) {
    if (parts.front() == "?" && !calls_.empty())
      return add("deny_calls", path, "a computed member of the global object may not be used");
    for (const Entry& entry : calls_) {
      if (entry.called && !path.called) continue;
      const std::size_t last = parts.size() - std::min(parts.size(), entry.parts.size());
      bool found = !entry.anywhere && fits(entry.parts, parts, 0) && (!entry.called || last == 0);
      for (std::size_t i = entry.called ? std::max<std::size_t>(last, 1) : 1;
           entry.anywhere && i < parts.size() && !found; ++i)
        found = parts[i] == entry.parts.front() && fits(entry.parts, parts, i);
      if (!found) continue;
      add("deny_calls", path, shown(joined(entry.parts)) + " may not be used");
      return;
    }
  }

  std::string example(const std::string& module, const std::vector<std::string>& allowed) const {
    const std::string member = allowed.empty() ? "NAME" : allowed.front();
    return module + std::string{vocabulary_.whole_modules ? "." : vocabulary_.separator} + member;
  }

  std::string joined(const Parts& parts) const {
    std::string text;
    for (const std::string& part : parts) {
      if (text.size() > 2 * longest_shown) break;
      text += (text.empty() ? "" : std::string{vocabulary_.separator}) + part;
    }
    return text;
  }

  static std::string shown(const std::string& text) {
    return text.size() <= longest_shown ? text : text.substr(0, longest_shown) + "...";
  }

  const Profile& profile_;
  const Vocabulary& vocabulary_;
  const Names& all_;
  bool has_wildcard_;
  std::multimap<std::string, Parts, std::less<>> assigned_;
  std::vector<Entry> imports_, calls_, limited_;
  std::vector<Match> found_;
  std::size_t work_ = 0;
};

}  // namespace

std::vector<Match> match_names(const Profile& profile, const Vocabulary& vocabulary, const Names& file,
                               const Names& all) {
  Matching matching{profile, vocabulary, file, all};
  for (const Path& path : file.paths)
    if (!matching.look_at(path)) {
      matching.add("max_nodes", path, "the program gives too many meanings to one name to be checked");
      break;
    }
  return std::move(matching).take();
}

}  // namespace cordon::languages::rules
