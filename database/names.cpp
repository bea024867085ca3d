// As Liquibase does: which names are put in quotes.
//
//   name                       legacy                 only reserved words   all
//   orders                     orders                 orders                "orders"
//   Orders                     "Orders" or Orders     Orders                "Orders"
//   order, my-table, 2nd       "order", …             "order", …            "order", …
//
// Legacy quotes letters of both cases where the database would fold them
// (Feature::quotes_mixed_case). A name without quotes is trimmed, one in quotes is not. How a name
// is stored that was written so is a second question, asked by catalogs: where the database folds,
// a plain legacy name is folded, and any other stays. Schemas may keep their case while all else
// folds (keeps_schema_case).
//
// A place is written before a name where the dialect says so (`place`): PostgreSQL writes the
// schema, MySQL the database. A column that has a bracket is an expression and stays as it is,
// `lower(name)`.
#include "database/names.h"

#include <algorithm>

#include "database/dialect.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Cuts a trailing ` DESC` or ` ASC` off a column of a list; says whether it was DESC.
bool cut_direction(std::string_view& column) {
  for (const std::string_view word : {std::string_view("desc"), std::string_view("asc")}) {
    if (!ends_with_ignoring_case(column, word) || column.size() == word.size()) continue;
    const std::string_view rest = column.substr(0, column.size() - word.size());
    if (!is_space(rest.back())) continue;
    column = trim_end(rest);
    return word == "desc";
  }
  return false;
}

bool has_special_letter(std::string_view name) {
  return !std::all_of(name.begin(), name.end(), [](char c) { return is_word(c); });
}

bool begins_with_digit(std::string_view name) { return !name.empty() && is_digit(name.front()); }

bool has_mixed_case(std::string_view name) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return std::any_of(name.begin(), name.end(), is_upper) &&
         std::any_of(name.begin(), name.end(), is_lower);
}

bool must_quote(std::string_view name, Quoting quoting, const Facts& facts) {
  const bool is_mixed =
      quoting == Quoting::legacy && facts.has(Feature::quotes_mixed_case) && has_mixed_case(name);
  return is_mixed || has_special_letter(name) || begins_with_digit(name) || facts.is_reserved(name);
}

}  // namespace

std::string quoted(std::string_view name, Quoting quoting, const Facts& facts) {
  if (quoting != Quoting::quote_all_objects && !must_quote(name, quoting, facts))
    return std::string(trim(name));
  const std::string_view open = facts.syntax.name_marks.substr(0, 1);
  const std::string close(facts.syntax.name_marks.substr(1, 1));
  return std::string(open) + replace_all(name, close, close + close) + close;
}

std::string stored_name(std::string_view name, Quoting quoting, const Facts& facts) {
  const bool is_kept = facts.syntax.fold == sql::Fold::none || quoting != Quoting::legacy ||
                       contains(name, "-") || has_mixed_case(name) || begins_with_digit(name) ||
                       facts.is_reserved(name);
  if (is_kept) return std::string(name);
  return facts.syntax.fold == sql::Fold::lower ? lower(name) : upper(name);
}

Names::Names(const Dialect& dialect, Defaults defaults, Quoting quoting)
    : dialect_(&dialect),
      facts_(&dialect.facts()),
      defaults_(std::move(defaults)),
      quoting_(quoting) {}

std::string Names::quote(std::string_view name) const { return quoted(name, quoting_, *facts_); }

std::string Names::schema(std::string_view name) const {
  const bool would_change = stored_name(name, quoting_, *facts_) != name;
  return quoted(
      name,
      defaults_.style.keeps_schema_case && would_change ? Quoting::quote_all_objects : quoting_,
      *facts_);
}

std::string Names::type(DataType type) const {
  type.is_converted = defaults_.style.converts_types;
  return dialect_->type(type);
}

std::string Names::object(const ObjectName& object) const {
  const std::string place = dialect_->place({trim(object.catalog), trim(object.schema), {}}, *this);
  return place.empty() ? quote(object.name) : place + "." + quote(object.name);
}

std::string Names::column_or_expression(std::string_view name) const {
  const bool expression = quoting_ != Quoting::quote_all_objects && contains(name, "(");
  return expression ? std::string(name) : quote(name);
}

std::string Names::columns(const std::vector<std::string>& list) const {
  std::vector<std::string> spelled;
  for (std::string_view column : list) {
    const bool descending = cut_direction(column);
    spelled.push_back(quote(column) + (descending ? " DESC" : ""));
  }
  return join(spelled, ", ");
}

std::string Names::columns(std::string_view list) const { return columns(split_list(list)); }

}  // namespace ebbtide
