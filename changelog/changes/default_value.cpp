// The default is given by one of six attributes, of which exactly one counts; to give two is a
// problem, unlike in a column of createTable. What is no number or no date is SQL, as there.
#include "changelog/changes/default_value.h"

#include "changelog/changes/families.h"
#include "database/dialect.h"
#include "text/iso_date.h"
#include "text/number.h"

namespace ebbtide {
namespace {

constexpr auto add_default_value_fields = with_place({
    field<&AddDefaultValue::data_type>("columnDataType", "Data type of the column"),
    field<&AddDefaultValue::column>("columnName", "Column that gets the default", Trait::required),
    field<&AddDefaultValue::value>("defaultValue", "Text as default"),
    field<&AddDefaultValue::boolean>("defaultValueBoolean", "Boolean as default"),
    field<&AddDefaultValue::computed>("defaultValueComputed", "SQL expression as default"),
    field<&AddDefaultValue::constraint_name>(
        "defaultValueConstraintName", "Name of the default constraint; kept, not written to SQL"),
    field<&AddDefaultValue::date>("defaultValueDate", "Date, time or timestamp as default"),
    field<&AddDefaultValue::numeric>("defaultValueNumeric", "Number as default"),
    field<&AddDefaultValue::sequence_next>("defaultValueSequenceNext",
                                           "Sequence whose next value is the default"),
    field<&AddDefaultValue::table>("tableName", "Table that has the column", Trait::required),
});

constexpr auto drop_default_value_fields = with_place({
    field<&DropDefaultValue::data_type>("columnDataType", "Data type of the column"),
    field<&DropDefaultValue::column>("columnName", "Column that loses its default",
                                     Trait::required),
    field<&DropDefaultValue::table>("tableName", "Table that has the column", Trait::required),
});

}  // namespace

const ChangeType AddDefaultValue::kind{"addDefaultValue", "Gives a column a default value",
                                       add_default_value_fields, create<AddDefaultValue>,
                                       "<addDefaultValue tableName='book' columnName='pages' "
                                       "columnDataType='int' defaultValueNumeric='0'/>"};

Literal AddDefaultValue::literal() const {
  if (value) return {Literal::Kind::text, value.str()};
  if (boolean) return {Literal::Kind::boolean, *to_text(boolean)};
  if (numeric) {
    const auto number = java_number(*numeric);
    return number ? Literal{Literal::Kind::number, *number}
                  : Literal{Literal::Kind::function, numeric.str()};
  }
  if (date) {
    const auto canonical = canonical_date(*date);
    return canonical ? date_literal_of(*canonical) : Literal{Literal::Kind::function, date.str()};
  }
  if (computed) return {Literal::Kind::function, computed.str()};
  if (sequence_next)
    return {Literal::Kind::sequence_next, sequence_next.str(), std::string(schema.or_empty())};
  return {};
}

void AddDefaultValue::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, target.dialect().set_default(
                     {named(table), column.or_empty(), data_type, literal()}, target.site()));
}

std::optional<Changes> AddDefaultValue::inverse() const {
  DropDefaultValue drop;
  drop.place_like(*this);
  drop.table = table;
  drop.column = column;
  drop.data_type = data_type;
  return only(std::move(drop));
}

std::vector<std::string> AddDefaultValue::problems(const Target& target) const {
  int given = boolean ? 1 : 0;
  for (const Text* const text : {&value, &numeric, &date, &computed, &sequence_next})
    given += *text ? 1 : 0;
  if (given > 1) return {"Only one defaultValue* value can be specified"};
  const std::string dbms(target.facts().name);
  if (given == 0) return {"defaultValue is required for addDefaultValue on " + dbms};
  if (sequence_next && !target.facts().has(Feature::sequences))
    return {"Database " + dbms + " does not support sequences"};
  if (!data_type || literal().is_expression()) return {};
  const DataType type = DataType::parse(*data_type);
  const bool fits =
      type.family == TypeFamily::boolean ? boolean.has_value() : !type.is_text() || value;
  if (fits) return {};
  return {"Default value of " + literal().text + " does not match defined type of " +
          data_type.str()};
}

const ChangeType DropDefaultValue::kind{"dropDefaultValue", "Takes the default value off a column",
                                        drop_default_value_fields, create<DropDefaultValue>,
                                        "<dropDefaultValue tableName='book' columnName='pages' "
                                        "columnDataType='int'/>"};

void DropDefaultValue::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit,
           spelled(target.facts().spellings.drop_default,
                   {target.names.object(named(table)), target.names.quote(column.or_empty())}));
}

std::span<const ChangeType* const> default_value_changes() {
  static constexpr const ChangeType* types[] = {&AddDefaultValue::kind, &DropDefaultValue::kind};
  return types;
}

}  // namespace ebbtide
