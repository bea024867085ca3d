// `V1_2__add_users.sql`, from the outside in: the suffix, the prefix, and what is left is parted by
// the first separator.
//
//   suffix        one of the list, in any case. Without one the file is no script, and nobody asks
//   prefix        of all prefixes and all events the longest that fits, to the letter
//   version       must be there for V, B, U; must not be there for R and callbacks
//   description   may be missing: `V1.sql` is version 1. Each `_` in it is a blank
//
// What is wrong is told in Flyway's words and thrown by nobody here: whether a badly named file is
// an error or passed over is for validateMigrationNaming.
#include "flyway/file_name.h"

#include <algorithm>

#include "flyway/event.h"
#include "text/ascii.h"

namespace ebbtide::flyway {
namespace {

struct Prefix {
  std::string_view text;
  FileKind kind;
};

/// The longest prefix comes first, so that `beforeMigrate` is no migration of a prefix `b`.
std::optional<Prefix> prefix_of(std::string_view name, const NamingRules& rules) {
  std::vector<Prefix> all{{rules.versioned, FileKind::versioned},
                          {rules.repeatable, FileKind::repeatable},
                          {rules.baseline, FileKind::baseline},
                          {rules.undo, FileKind::undo}};
  for (const std::string_view event : events()) all.push_back({event, FileKind::callback});
  std::stable_sort(all.begin(), all.end(),
                   [](const Prefix& a, const Prefix& b) { return a.text.size() > b.text.size(); });
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Prefix& one) { return name.starts_with(one.text); });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

bool is_versioned(FileKind kind) {
  return kind == FileKind::versioned || kind == FileKind::baseline || kind == FileKind::undo;
}

/// How the name should look, in brackets.
std::string advice(std::string_view must, const Prefix& prefix, std::string_view version,
                   const NamingRules& rules, std::string_view description,
                   std::string_view suffix) {
  return " (It " + std::string(must) + " and should look like this: " + std::string(prefix.text) +
         std::string(version) + rules.separator +
         (description.empty() ? "description" : std::string(description)) + std::string(suffix) +
         ")";
}

}  // namespace

std::optional<ReadName> read_file_name(std::string_view file, const NamingRules& rules) {
  const auto suffix = std::find_if(
      rules.suffixes.begin(), rules.suffixes.end(),
      [&](const std::string& one) { return !one.empty() && ends_with_ignoring_case(file, one); });
  if (suffix == rules.suffixes.end()) return std::nullopt;
  std::string_view rest = file.substr(0, file.size() - suffix->size());
  const std::string_view ending = file.substr(rest.size());
  const auto prefix = prefix_of(rest, rules);
  if (!prefix) return ReadName{{}, "Unrecognised migration name format: " + std::string(file)};
  rest.remove_prefix(prefix->text.size());
  const std::size_t separator = std::min(rest.find(rules.separator), rest.size());
  const std::string_view version = rest.substr(0, separator);
  const std::string_view description =
      rest.substr(std::min(separator + rules.separator.size(), rest.size()));
  FileName name{prefix->kind, {}, replace_all(description, "_", " ")};
  if (!is_versioned(prefix->kind)) {
    if (!version.empty())
      return ReadName{
          {},
          "Invalid repeatable migration / callback name format: " + std::string(file) +
              advice("cannot contain a version", *prefix, "", rules, description, ending)};
    if (prefix->kind == FileKind::callback) name.event = std::string(prefix->text);
    return ReadName{std::move(name), ""};
  }
  const std::string invalid = "Invalid versioned migration name format: " + std::string(file);
  if (version.empty())
    return ReadName{
        {}, invalid + advice("must contain a version", *prefix, "1.2", rules, description, ending)};
  name.version = Version::parse(version);
  if (!name.version)
    return ReadName{{},
                    invalid + " (could not recognise version number " + std::string(version) + ")"};
  return ReadName{std::move(name), ""};
}

}  // namespace ebbtide::flyway
