// A changeset of formatted SQL is one `sql` change, with attributes on its line and directives
// above and below:
//
//   -- changeset ann:1 runOnChange:true splitStatements:false labels:"a,b" contextFilter:"c or d"
//   --validCheckSum: 8:…
//   --comment Who we know
//   --preconditions onFail:MARK_RAN
//   --precondition-table-exists table:person
//   create view v as select …
//   --rollback drop view v
//
// A comment of the author that belongs to no changeset would be part of the SQL before it, so it is
// put behind `--ignoreLines`. SQL in a file loses its comments when it runs unless it says
// otherwise, so `stripComments:false` is what a changelog of another format says by saying nothing.
//
// A value is found by the last place of its name on the line: `rollbackSplitStatements:` ends in
// the name of another one, so those of the rollback come first and the others are said behind them.
#include "formats/write_sql.h"

#include <algorithm>
#include <array>

#include "changelog/precondition.h"
#include "formats/sql_precondition.h"
#include "sql/closed.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr auto plain_attributes = std::to_array<std::string_view>(
    {"runAlways", "runOnChange", "failOnError", "runInTransaction", "ignore", "runWith"});
constexpr auto quoted_attributes =
    std::to_array<std::string_view>({"labels", "contextFilter", "context"});
constexpr auto sql_attributes =
    std::to_array<std::string_view>({"endDelimiter", "splitStatements", "stripComments"});

template <std::size_t size>
bool is_among(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string value_of(const Element& element, std::string_view name) {
  const Element* const child = element.child(name);
  return child == nullptr ? "" : child->value;
}

bool has_space(std::string_view text) { return std::any_of(text.begin(), text.end(), is_space); }

/// The text of a `sql`, which is its child or, in a rollback, the item itself.
std::string text_of(const Element& sql) {
  return sql.is_value() ? sql.value : value_of(sql, "sql");
}

/// Whether it is SQL with nothing but what the line of a changeset says about it.
std::optional<std::string> unsaid_of_change(const Element& change, std::string_view what) {
  if (change.name.empty() && change.place == Place::text) return std::nullopt;
  if (change.name != "sql") return std::string(what) + change.name + " is no SQL";
  for (const Element& child : change.children) {
    if (child.name == "sql" || is_among(sql_attributes, child.name)) continue;
    return std::string(what) + "sql has the attribute '" + child.name + "'";
  }
  if (has_space(value_of(change, "endDelimiter")))
    return std::string(what) + "endDelimiter has a blank";
  return std::nullopt;
}

std::optional<std::string> unsaid_of_changes(const Element& changes) {
  if (changes.children.size() != 1)
    return "it has " + std::to_string(changes.children.size()) + " changes, not one";
  return unsaid_of_change(changes.children.front(), "");
}

std::optional<std::string> unsaid_of_rollback(const Element& rollback) {
  if (rollback.place == Place::record) return std::nullopt;  // of another changeset
  if (rollback.children.size() > 1)
    return "its rollback has " + std::to_string(rollback.children.size()) + " parts, not one";
  if (rollback.children.empty()) return std::nullopt;
  return unsaid_of_change(rollback.children.front(), "its rollback: ");
}

std::optional<std::string> unsaid_of_preconditions(const Element& block) {
  for (const Element& child : block.children) {
    if (child.place == Place::attribute) {
      if (child.name == "onFail" || child.name == "onError" || child.name == "onSqlOutput")
        continue;
      return "preConditions has the attribute '" + child.name + "'";
    }
    if (!line_of_precondition(child)) return "the precondition " + child.name;
  }
  return std::nullopt;
}

std::optional<std::string> unsaid_of_attribute(const Element& attribute) {
  const std::string& value = attribute.value;
  const std::string is_given = "'" + value + "' as " + attribute.name;
  if (contains(value, "\n") || contains(value, "\r")) return is_given;
  if (attribute.name == "id" || attribute.name == "author" ||
      is_among(quoted_attributes, attribute.name))
    return contains(value, "\"") ? std::optional(is_given) : std::nullopt;
  if (attribute.name == "logicalFilePath" || is_among(plain_attributes, attribute.name))
    return has_space(value) ? std::optional(is_given) : std::nullopt;
  if (attribute.name == "dbms") return std::nullopt;
  return "the attribute '" + attribute.name + "'";
}

std::optional<std::string> unsaid_of_part(const Element& part) {
  if (part.name == "changes") return unsaid_of_changes(part);
  if (part.name == "rollback") return unsaid_of_rollback(part);
  if (part.name == "preConditions") return unsaid_of_preconditions(part);
  if (part.name == "validCheckSum") return std::nullopt;
  if (part.name == "comment")
    return contains(part.value, "\n") ? std::optional<std::string>("a comment of several lines")
                                      : std::nullopt;
  return part.place == Place::attribute ? unsaid_of_attribute(part) : part.name;
}

/// Blanks in a list of databases end it.
std::string without_blanks(std::string text) {
  std::erase_if(text, is_space);
  return text;
}

std::string quoted_if(bool needs_quotes, const std::string& text) {
  return needs_quotes ? "\"" + text + "\"" : text;
}

std::string identity_of(const Element& change_set) {
  const std::string id = value_of(change_set, "id"), author = value_of(change_set, "author");
  return quoted_if(contains(author, ":"), author) + ":" + quoted_if(has_space(id), id);
}

const Element* only_change(const Element* changes) {
  return changes == nullptr || changes->children.empty() ? nullptr : &changes->children.front();
}

/// Both kinds: `rollbackSplitStatements` in front of `splitStatements`.
std::string sql_options(const Element& sql, const Element* rollback) {
  std::string text, behind;
  for (const std::string_view name : {"endDelimiter", "splitStatements"}) {
    const std::string value = value_of(sql, name);
    const std::string undoing = rollback == nullptr ? "" : value_of(*rollback, name);
    if (!undoing.empty()) {
      std::string other = "rollback" + std::string(name) + ":" + undoing;
      other[std::string_view("rollback").size()] = name == "endDelimiter" ? 'E' : 'S';
      text += " " + other;
    }
    if (!value.empty()) behind += " " + std::string(name) + ":" + value;
    if (value.empty() && !undoing.empty() && name == "splitStatements")
      behind += " splitStatements:true";
  }
  const std::string strip = value_of(sql, "stripComments");
  if (strip != "true") behind += " stripComments:" + (strip.empty() ? "false" : strip);
  return text + behind;
}

std::string header_of(const Element& change_set, const Element& sql, const Element* rollback) {
  std::string text = "-- changeset " + identity_of(change_set);
  for (const Element& child : change_set.children) {
    if (child.place == Place::attribute &&
        (is_among(plain_attributes, child.name) || child.name == "logicalFilePath"))
      text += " " + child.name + ":" + child.value;
    if (child.name == "dbms") text += " dbms:" + without_blanks(child.value);
  }
  text += sql_options(sql, rollback);
  for (const Element& child : change_set.children) {
    if (child.place == Place::attribute && is_among(quoted_attributes, child.name))
      text += " " + child.name + ":\"" + child.value + "\"";
  }
  return text + "\n";
}

std::string preconditions_of(const Element& block) {
  std::string text = "--preconditions";
  for (const Element& child : block.children) {
    if (child.place == Place::attribute) text += " " + child.name + ":" + child.value;
  }
  text += "\n";
  for (const Element& child : block.children) {
    if (child.place != Place::attribute) text += line_of_precondition(child).value_or("") + "\n";
  }
  return text;
}

std::string rollback_of(const Element& rollback) {
  if (rollback.place == Place::record) {
    std::string text = "--rollback";
    for (const Element& child : rollback.children) text += " " + child.name + ":" + child.value;
    return text + "\n";
  }
  if (rollback.children.empty()) return "--rollback empty\n";
  std::string text;
  const std::string undoing = text_of(rollback.children.front());
  for (const std::string_view line : split(undoing, '\n'))
    text += "--rollback " + std::string(line) + "\n";
  return text;
}

std::string comments_of(const std::vector<std::string>& comments) {
  std::string text;
  for (const std::string& comment : comments) {
    const auto lines = split(comment, '\n');
    text += "--ignoreLines:" + std::to_string(lines.size()) + "\n";
    for (const std::string_view line : lines)
      text += std::string(trim_end("-- " + std::string(line))) + "\n";
  }
  return text;
}

}  // namespace

void simplify_for_sql(Element& change_set) {
  for (Element& part : change_set.children) {
    if (part.name == "dbms") part.value = without_blanks(part.value);
    if (part.name != "rollback") continue;
    for (Element& undoing : part.children) {
      if (undoing.name != "sql" || !has_no_comments(text_of(undoing))) continue;
      std::erase_if(undoing.children,
                    [](const Element& child) { return child.name == "stripComments"; });
    }
  }
}

std::optional<std::string> unsaid_in_sql(const Element& entry) {
  if (entry.name == "property" || entry.name == "logicalFilePath") return std::nullopt;
  if (entry.name != "changeSet") return "it has no " + entry.name;
  for (const Element& part : entry.children) {
    if (auto unsaid = unsaid_of_part(part)) return unsaid;
  }
  if (only_change(entry.child("changes")) == nullptr) return "it has no SQL";
  return std::nullopt;
}

std::string sql_of_change_set(const Element& change_set) {
  const Element* const sql = only_change(change_set.child("changes"));
  if (sql == nullptr) return "";
  const Element* const rollback = only_change(change_set.child("rollback"));
  std::string text = comments_of(change_set.comments) + header_of(change_set, *sql, rollback);
  for (const Element& part : change_set.children) {
    if (part.name == "validCheckSum") {
      for (const Element& one : part.children) text += "--validCheckSum: " + one.value + "\n";
    }
    if (part.name == "comment") text += "--comment " + part.value + "\n";
    if (part.name == "preConditions") text += preconditions_of(part);
  }
  text += text_of(*sql) + "\n";
  for (const Element& part : change_set.children) {
    if (part.name == "rollback") text += rollback_of(part);
  }
  return text + comments_of(change_set.last_comments);
}

std::string sql_of(const Element& root) {
  std::string text = "-- liquibase formatted sql";
  if (const std::string path = value_of(root, "logicalFilePath"); !path.empty())
    text += " logicalFilePath:" + path;
  text += "\n" + comments_of(root.comments);
  for (const Element& child : root.children) {
    if (child.name == "property") {
      text += "\n" + comments_of(child.comments) + "--property";
      for (const Element& attribute : child.children)
        text +=
            " " + attribute.name + ":" +
            quoted_if(attribute.name == "context" || attribute.name == "labels", attribute.value);
    }
    if (child.name == "changeSet") text += "\n" + sql_of_change_set(child);
  }
  return text + (root.last_comments.empty() ? "" : "\n") + comments_of(root.last_comments);
}

}  // namespace ebbtide
