// A visitor is summed as a change is, by its fields. The version 8 sum has a list besides, the
// names of its dbms: no other record has a list of plain texts, so it is put into the finished text
// by hand, in front of applyToRollback, which always is there and comes next in the order of lines.
#include "changelog/visitor.h"

#include <array>
#include <stdexcept>

#include "changelog/checksum.h"
#include "changelog/expression.h"
#include "changelog/files.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

constexpr auto names =
    std::to_array<std::string_view>({"append", "prepend", "replace", "regExpReplace"});

constexpr Field visitor_fields[] = {
    field<&SqlVisitor::value>("value", "Text to put before or behind the statement"),
    field<&SqlVisitor::replace>("replace", "Text or regular expression to replace"),
    field<&SqlVisitor::with>("with", "What to put in its place"),
    field<&SqlVisitor::apply_to_rollback>("applyToRollback",
                                          "Whether rollback statements are edited too"),
    field<&SqlVisitor::context>("contextFilter", "Contexts the edit is for", Trait::unsummed_in_v9),
    field<&SqlVisitor::labels>("labels", "Labels the edit is for", Trait::unsummed_in_v9),
};

}  // namespace

std::span<const Field> SqlVisitor::fields() { return visitor_fields; }

std::string_view SqlVisitor::name() const { return names[static_cast<std::size_t>(kind)]; }

bool SqlVisitor::counts(const Selection& selection) const {
  return dbms_matches(dbms.or_empty(), selection.dbms) &&
         context_matches(context.or_empty(), selection.contexts) &&
         labels_match(selection.label_filter, labels.or_empty());
}

const JavaRegex& SqlVisitor::regex() const {
  return compiled_.get([this] { return JavaRegex(replace.or_empty()); });
}

std::string SqlVisitor::problem() const {
  if (kind != Kind::reg_exp_replace) return "";
  try {
    regex().check_replacement(with.or_empty());
  } catch (const std::invalid_argument& error) {
    return "modifySql: '" + replace.value_or("") + "' cannot be replaced by '" + with.value_or("") +
           "': " + error.what() + "; Java's regular expressions are meant";
  }
  return "";
}

std::string SqlVisitor::apply(const std::string& sql) const {
  switch (kind) {
    case Kind::append:
      return sql + value.value_or("");
    case Kind::prepend:
      return value.value_or("") + sql;
    case Kind::replace:
      return replace_all(sql, replace.or_empty(), with.or_empty());
    case Kind::reg_exp_replace:
      break;
  }
  try {
    return regex().replace_all(sql, with.or_empty());
  } catch (const std::invalid_argument& error) {
    throw Error("modifySql: the regular expression '" + replace.value_or("") +
                "' cannot be used: " + error.what());
  }
}

std::string SqlVisitor::checksum(const Hashing& hashing) const {
  std::string text = describe_for_checksum(name(), visitor_fields, *this, hashing.version);
  if (hashing.version < 9 && dbms) {
    // A list of texts, which no other record has: it stands where its name sorts.
    std::string list =
        "    applicableDbms=[\n        " + join(split_list(*dbms), ",\n        ") + "\n    ]\n";
    const std::size_t after = text.find("    applyToRollback");
    text.insert(after, list);
  }
  return hash_text(text, hashing.files.encodings().output);
}

}  // namespace ebbtide
