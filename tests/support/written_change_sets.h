#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "changelog/change_set.h"
#include "changelog/changes/sql.h"
#include "tests/support/changelogs.h"
#include "text/error.h"

namespace ebbtide {

/// Texts that a format may take for something else.
inline constexpr const char* odd_texts[] = {"a",
                                            "<b> & \"c\" 'd'",
                                            "it's: # no comment",
                                            "true",
                                            "null",
                                            "~",
                                            "12",
                                            "1.50",
                                            "0x1f",
                                            "2020-01-02",
                                            "12:30:00",
                                            "- a",
                                            "? b",
                                            "{a: b}",
                                            "[a, b]",
                                            "*a",
                                            "&a",
                                            "!a",
                                            "%a",
                                            "@a",
                                            "`a`",
                                            "a\nb",
                                            "a\n\n  b\nc",
                                            "a:",
                                            "ä € 😀",
                                            "\\n \\",
                                            "a\tb",
                                            "]]>",
                                            "${a}",
                                            "a\n# b\n--c",
                                            "no",
                                            "Yes",
                                            "<!-- a -->",
                                            "=",
                                            "<<",
                                            "|",
                                            ">",
                                            "a: b",
                                            "a #b",
                                            "-- a",
                                            "'a'",
                                            "\"a\"",
                                            "010",
                                            "+1",
                                            "1_000",
                                            ".5",
                                            "off",
                                            "a\r\nb",
                                            "a,b"};

/// Every field of a record, those too that are no part of a checksum.
inline std::string dump(std::span<const Field> fields, const Record& record) {
  std::string text;
  for (const Field& field : fields) {
    if (field.is_scalar()) {
      if (const auto value = field.get(record))
        text += std::string(field.name) + "=" + *value + ";";
      continue;
    }
    text += std::string(field.name) + "[";
    for (std::size_t i = 0; i < field.size(record); ++i)
      text += "(" + dump(field.fields(), field.at(record, i)) + ")";
    text += "]";
  }
  return text;
}
inline std::string dump(const Change& change) {
  return std::string(change.type().name) + ": " + dump(change.type().fields, change);
}
inline std::string dump(Precondition& one) {
  std::string text = std::string(one.type().name) + ": " + dump(one.type().fields, one);
  if (auto* const inner = one.nested()) {
    for (const auto& child : *inner) text += "{" + dump(*child) + "}";
  }
  return text;
}

inline std::string dump(const Rollback& rollback) {
  std::string text = "rollback " + rollback.refusal.value_or("") + "\n";
  for (const Rollback::Part& part : rollback.parts) {
    const auto* const reference = std::get_if<Rollback::Reference>(&part);
    text += reference != nullptr ? "  of " + reference->id.to_text() + "\n"
                                 : "  " + dump(*std::get<std::unique_ptr<Change>>(part)) + "\n";
  }
  return text;
}

/// All that a changeset says.
inline std::string dump(const ChangeSet& one) {
  std::string text = one.id.to_text() + "\n";
  for (const Text& part :
       {one.context, one.labels, one.dbms, one.created, one.run_with, one.comments})
    text += part ? "'" + part.str() + "' " : "- ";
  for (const bool part : {one.ignore, one.run_always, one.run_on_change, one.in_transaction,
                          one.mark_ran_when_invalid, one.fail_on_error.has_value(),
                          one.fail_on_error.value_or(false)})
    text += part ? "1" : "0";
  text += std::to_string(static_cast<int>(one.quoting)) +
          std::to_string(static_cast<int>(one.run_order)) + "\n";
  for (const std::string& sum : one.valid_checksums) text += "valid " + sum + "\n";
  if (one.preconditions) {
    text += "if " + dump(PreconditionBlock::fields(), *one.preconditions) + "\n";
    for (const auto& condition : one.preconditions->all) text += "  " + dump(*condition) + "\n";
  }
  for (const auto& change : one.changes) text += dump(*change) + "\n";
  if (one.rollback) text += dump(*one.rollback);
  for (const SqlVisitor& visitor : one.visitors) {
    text += std::string(visitor.name()) + dump(SqlVisitor::fields(), visitor) +
            visitor.dbms.value_or("-") + "\n";
  }
  return text;
}

/// One changeset `1` of `ann` with this change.
inline std::vector<ChangeSet> one_with(std::unique_ptr<Change> change) {
  std::vector<ChangeSet> all(1);
  all[0].id = {"c", "1", "ann"};
  all[0].changes.push_back(std::move(change));
  return all;
}

/// What is read of a text that was written. The files have one path, so that all are equal.
inline std::string read_back(const std::string& name, const std::string& text) {
  try {
    const Loaded loaded(MemoryFiles({{name, text}}), name, {});
    std::string all;
    for (const ChangeSet& one : loaded.changelog.change_sets) all += dump(one);
    return all;
  } catch (const ValidationFailed& failed) {
    return failed.problems().front().message + "\n" + text;
  } catch (const Error& error) {
    return std::string(error.what()) + "\n" + text;
  }
}

/// Fields that no schema lets stand in XML; their changes refuse to be written.
inline constexpr std::pair<std::string_view, std::string_view> not_in_xml[] = {
    {"createProcedure", "comments"}, {"sqlFile", "comment"}, {"tagDatabase", "keepTagOnRollback"}};

inline bool is_in_xml(std::string_view name, const Field& field) {
  return std::ranges::none_of(
      not_in_xml, [&](const auto& one) { return one.first == name && one.second == field.name; });
}

/// Gives every field of a record a value, where its setter takes it; lists get two items.
inline void fill(Record& record, std::span<const Field> fields, const std::string& text,
                 std::string_view name = "", int depth = 0) {
  for (const Field& field : fields) {
    if (!is_in_xml(name, field)) continue;
    if (!field.is_scalar()) {
      const int items = field.kind == FieldKind::records ? 2 : 1;
      for (int i = 0; i < items && depth < 4; ++i)
        fill(field.add(record), field.fields(), text, "", depth + 1);
      continue;
    }
    const bool is_set = field.kind == FieldKind::boolean && field.get(record) == "true";
    try {
      field.set(record, field.kind == FieldKind::boolean   ? (is_set ? "false" : "true")
                        : field.kind == FieldKind::integer ? "7"
                                                           : text);
    } catch (const std::invalid_argument&) {
      continue;
    }
  }
}

inline std::unique_ptr<Change> sql_of(const char* text) {
  auto sql = std::make_unique<RawSql>();
  sql->sql = text;
  sql->split = false;
  sql->target_dbms = "postgresql";
  return sql;
}

}  // namespace ebbtide
