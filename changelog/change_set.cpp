// What the history keeps of a changeset is put together here, to the letter as Liquibase does,
// since people and scripts read it:
//
//   DESCRIPTION   `createIndex indexName=ix, tableName=t; sql`: of each change the fields whose
//                 names end in `name`, but for schemas and catalogs, and `path`, in their order
//   CONTEXTS      `dev AND (a, b) AND c`: of its changelog and the includes above, nearest first,
//                 then its own; in parentheses where there is a comma or a blank
//   LABELS        `l1,l2`: in the same order, in small letters
//
// Lengths count UTF-16 units, as Java's do.
#include "changelog/change_set.h"

#include <algorithm>

#include "changelog/changes/control.h"
#include "changelog/expression.h"
#include "changelog/files.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

/// Whether a field's value is part of a change's description: names of things, and paths.
bool describes(const Field& field) {
  const std::string name = lower(field.name);
  return name == "path" ||
         (name.ends_with("name") && !contains(name, "schema") && !contains(name, "catalog"));
}

std::string describe(const Change& change) {
  std::vector<std::string> names;
  for (const Field& field : change.type().fields) {
    if (!field.is_scalar() || !describes(field)) continue;
    if (const auto value = field.get(change))
      names.push_back(std::string(field.name) + "=" + *value);
  }
  std::sort(names.begin(), names.end());
  const std::string type(change.type().name);
  return names.empty() ? type : type + " " + join(names, ", ");
}

std::string limited_to(std::string_view text, std::size_t most) {
  if (utf16_length(text) <= most) return std::string(text);
  return std::string(utf16_prefix(text, most - 3)) + "...";
}

}  // namespace

std::string limited(std::string_view text) { return limited_to(text, 250); }

bool ByIdentity::operator()(const ChangeSetId& a, const ChangeSetId& b) const {
  if (const int order = a.id.compare(b.id); order != 0) return order < 0;
  if (const int order = a.author.compare(b.author); order != 0) return order < 0;
  return a.path != b.path && normalized_path(a.path) < normalized_path(b.path);
}

bool is_same(const ChangeSetId& a, const ChangeSetId& b) {
  return a.id == b.id && a.author == b.author &&
         (a.path == b.path || normalized_path(a.path) == normalized_path(b.path));
}

bool is_same_but_for_case_of_path(const ChangeSetId& a, const ChangeSetId& b) {
  return a.id == b.id && a.author == b.author &&
         equals_ignoring_case(normalized_path(a.path), normalized_path(b.path));
}

std::string ChangeSet::full_context() const {
  std::vector<std::string> parts = inherited_contexts;
  if (context && !parse_names(*context).empty()) parts.push_back(context.str());
  for (std::string& part : parts) {
    if (contains(part, ",") || contains(part, " ")) part = "(" + part + ")";
  }
  return join(parts, " AND ");
}

std::string ChangeSet::full_labels() const {
  std::vector<std::string> parts;
  for (const std::string& list : inherited_labels) parts.push_back(join(parse_names(list), ","));
  if (const auto own = parse_names(labels.or_empty()); !own.empty())
    parts.push_back(join(own, ","));
  return join(parts, ",");
}

bool ChangeSet::matches_contexts(const Selection& selection) const {
  return context_matches(context.or_empty(), selection.contexts) &&
         std::all_of(inherited_contexts.begin(), inherited_contexts.end(),
                     [&](const std::string& expression) {
                       return context_matches(expression, selection.contexts);
                     });
}

bool ChangeSet::matches_labels(const Selection& selection) const {
  return labels_match(selection.label_filter, labels.or_empty()) &&
         std::all_of(
             inherited_labels.begin(), inherited_labels.end(),
             [&](const std::string& list) { return labels_match(selection.label_filter, list); });
}

std::string ChangeSet::description() const {
  if (changes.empty()) return "empty";
  std::vector<std::string> parts;
  for (const auto& change : changes) parts.push_back(describe(*change));
  return limited(limited_to(join(parts, "; "), 255));
}

Text ChangeSet::tag() const {
  for (const auto& change : changes) {
    if (&change->type() == &TagDatabase::kind) return static_cast<const TagDatabase&>(*change).tag;
  }
  return {};
}

Checksum ChangeSet::checksum(const Hashing& hashing) const {
  const std::string prefix = std::to_string(hashing.version) + ":";
  const Selection& selection = hashing.properties.selection();
  std::string text;
  for (const auto& change : changes) {
    // As Liquibase does from version 9 on: what is not for this database does not count.
    if (hashing.version >= 9 && !dbms_matches(change->dbms(), selection.dbms)) continue;
    text += prefix + change->checksum(hashing) + ":";
  }
  for (const SqlVisitor& visitor : visitors) {
    if (visitor.counts(selection)) text += prefix + visitor.checksum(hashing) + ";";
  }
  return {hashing.version, hash_text(text, hashing.files.encodings().output)};
}

}  // namespace ebbtide
