#include "database/names.h"

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

}  // namespace

std::string Names::quote(std::string_view name) const { return dialect_->quote(name, quoting_); }

std::string Names::schema(std::string_view name) const {
  const bool would_change = dialect_->stored_name(name, quoting_) != name;
  return dialect_->quote(name, defaults_.style.keeps_schema_case && would_change
                                   ? Quoting::quote_all_objects
                                   : quoting_);
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
