// A column says its value by one of nine attributes, and what comes of it need not be what the name
// of the attribute promises. As Liquibase does:
//
//   value="a"                             a text, whatever it looks like
//   valueNumeric="1.5", "(5)"             a number, in parentheses too
//   valueNumeric="f(x)"                   no number, so SQL, as if valueComputed had said it
//   valueNumeric="null"                   nothing
//   valueDate="2020-01-02"                a day; with a time a moment; a time alone is a time
//   valueDate="now()"                     no date, so SQL
//   defaultValueNumeric=                  that the rows are numbered (autoIncrement)
//     "GENERATED_BY_DEFAULT"
//
// Where several are given, all of them are part of the checksum, but one counts for the SQL: text
// before boolean, number, date, SQL, the next and the current value of a sequence.
//
// Most columns have neither value nor default nor constraints, so these three are boxed: absent,
// each costs a pointer.
#include "changelog/changes/column.h"

#include "text/ascii.h"
#include "text/iso_date.h"
#include "text/number.h"

namespace ebbtide {
namespace {

/// `(5)` without its parentheses.
std::string_view without_parentheses(std::string_view text) {
  if (!text.starts_with('(')) return text;
  text.remove_prefix(1);
  if (text.ends_with(')')) text.remove_suffix(1);
  return text;
}

/// As Java's NumberFormat sees it, which also knows NaN.
bool is_number(std::string_view text) {
  return begins_with_number(text) || text.starts_with("NaN");
}

/// As Liquibase does: what is no number is a function, and `null` is nothing.
void read_number(Record& record, std::string_view text) {
  if (equals_ignoring_case(text, "null")) return;
  const std::string_view number = without_parentheses(text);
  GivenValue& value = static_cast<Column&>(record).value.ensure();
  (is_number(number) ? value.numeric : value.computed) = is_number(number) ? number : text;
}

/// As Liquibase does: what is no date is a function.
void read_date(Record& record, std::string_view text) {
  GivenValue& value = static_cast<Column&>(record).value.ensure();
  if (auto date = canonical_date(text)) {
    value.date = *date;
    value.is_java_date = is_letter(text.front());
  } else {
    value.computed = text;
  }
}

constexpr Field constraint_fields[] = {
    field<&Constraints::nullable>("nullable", "Whether the column accepts NULL"),
    field<&Constraints::not_null_name>("notNullConstraintName", "Name of the NOT NULL constraint"),
    field<&Constraints::primary_key>("primaryKey", "Whether the column is part of the primary key"),
    field<&Constraints::primary_key_name>("primaryKeyName", "Name of the primary key"),
    field<&Constraints::primary_key_tablespace>("primaryKeyTablespace",
                                                "Tablespace of the primary key's index"),
    field<&Constraints::references>("references",
                                    "What the foreign key points to, as table(column)"),
    field<&Constraints::referenced_catalog>("referencedTableCatalogName",
                                            "Catalog of the table the foreign key points to"),
    field<&Constraints::referenced_schema>("referencedTableSchemaName",
                                           "Schema of the table the foreign key points to"),
    field<&Constraints::referenced_table>("referencedTableName", "Table the foreign key points to"),
    field<&Constraints::referenced_columns>("referencedColumnNames",
                                            "Columns the foreign key points to"),
    field<&Constraints::unique>("unique", "Whether values of the column are unique"),
    field<&Constraints::unique_name>("uniqueConstraintName", "Name of the unique constraint"),
    field<&Constraints::check>("checkConstraint",
                               "Condition the values must meet; kept, not written to SQL"),
    field<&Constraints::delete_cascade>("deleteCascade",
                                        "Whether rows go with the row they point to"),
    field<&Constraints::foreign_key_name>("foreignKeyName", "Name of the foreign key"),
    field<&Constraints::initially_deferred>("initiallyDeferred",
                                            "Whether the constraint is checked at COMMIT"),
    field<&Constraints::deferrable>("deferrable", "Whether the check can be put off to COMMIT"),
    field<&Constraints::validate_nullable>("validateNullable",
                                           "Whether rows that exist are checked for NULL"),
    field<&Constraints::validate_unique>("validateUnique",
                                         "Whether rows that exist are checked for being unique"),
    field<&Constraints::validate_primary_key>("validatePrimaryKey",
                                              "Whether rows that exist are checked for the key"),
    field<&Constraints::validate_foreign_key>(
        "validateForeignKey", "Whether rows that exist are checked for the foreign key"),
};

// The order is that in which Liquibase reads the attributes: where two set the same thing, the
// later one wins.
constexpr Field column_fields[] = {
    field<&Column::name>("name", "Name of the column"),
    field<&Column::computed>("computed", "Whether the name is an expression"),
    field<&Column::type>("type", "Data type of the column"),
    value_field<&GivenValue::encoding>("encoding", "Encoding of the file valueClobFile names"),
    field<&Column::auto_increment>("autoIncrement", "Whether the database numbers the rows"),
    field<&Column::start_with>("startWith", "First number"),
    field<&Column::increment_by>("incrementBy", "Step from number to number"),
    field<&Column::remarks>("remarks", "Comment on the column"),
    field<&Column::descending>("descending", "Whether an index sorts the column downwards"),
    value_field<&GivenValue::text>("value", "Text to store", Trait::body),
    value_field<&GivenValue::numeric>("valueNumeric", "Number to store").read_by(read_number),
    value_field<&GivenValue::date>("valueDate", "Date, time or timestamp to store")
        .read_by(read_date),
    value_field<&GivenValue::boolean>("valueBoolean", "Boolean to store"),
    value_field<&GivenValue::blob_file>("valueBlobFile", "File whose bytes are stored"),
    value_field<&GivenValue::clob_file>("valueClobFile", "File whose text is stored"),
    value_field<&GivenValue::computed>("valueComputed", "SQL expression whose value is stored"),
    value_field<&GivenValue::sequence_next>("valueSequenceNext",
                                            "Sequence whose next value is stored"),
    value_field<&GivenValue::sequence_current>("valueSequenceCurrent",
                                               "Sequence whose current value is stored"),
    default_field<&GivenDefault::constraint_name>(
        "defaultValueConstraintName", "Name of the default constraint; kept, not written to SQL"),
    default_field<&GivenDefault::text>("defaultValue", "Text a row gets by default"),
    default_field<&GivenDefault::numeric>("defaultValueNumeric", "Number a row gets by default")
        .read_by(read_default_number),
    default_field<&GivenDefault::date>("defaultValueDate",
                                       "Date, time or timestamp a row gets by default")
        .read_by(read_default_date),
    default_field<&GivenDefault::boolean>("defaultValueBoolean", "Boolean a row gets by default"),
    default_field<&GivenDefault::computed>("defaultValueComputed",
                                           "SQL expression a row gets by default"),
    default_field<&GivenDefault::sequence_next>("defaultValueSequenceNext",
                                                "Sequence whose next value a row gets by default"),
    field<&Column::default_on_null>(
        "defaultOnNull", "Whether the default stands in for NULL; kept, not written to SQL"),
    field<&Column::generation_type>("generationType", "ALWAYS or BY DEFAULT, for numbered columns"),
    records<&Column::constraints>("constraints", "constraints", "Constraints of the column"),
};

constexpr Field place_fields[] = {
    field<&PlacedColumn::after>("afterColumn", "Column it follows"),
    field<&PlacedColumn::before>("beforeColumn", "Column it comes before"),
    field<&PlacedColumn::position>("position", "Number of its place in the table"),
};
constexpr auto placed_column_fields = joined(std::to_array(column_fields), place_fields);

/// What a column of an index may say of the column itself, and Liquibase forgets.
constexpr std::string_view forgotten_in_index[] = {"autoIncrement", "constraints", "defaultValue",
                                                   "encoding",      "incrementBy", "remarks",
                                                   "startWith",     "type",        "value"};

constexpr auto without_forgotten_in_checksum(auto fields) {
  for (Field& field : fields) {
    for (const std::string_view name : forgotten_in_index) {
      if (field.name == name) field.traits = field.traits | Trait::unsummed;
    }
  }
  return fields;
}
constexpr auto indexed_column_fields = without_forgotten_in_checksum(placed_column_fields);

std::optional<Literal> literal_of(const Text& text, Literal::Kind kind) {
  return text ? std::optional(Literal{kind, text.str()}) : std::nullopt;
}

}  // namespace

void read_default_number(Record& record, std::string_view text) {
  auto& column = static_cast<Column&>(record);
  if (equals_ignoring_case(text, "null")) return;
  if (text == "GENERATED_BY_DEFAULT") {
    column.auto_increment = true;
    return;
  }
  const std::string_view number = without_parentheses(text);
  GivenDefault& by_default = column.by_default.ensure();
  (is_number(number) ? by_default.numeric : by_default.computed) = number;
}

void read_default_date(Record& record, std::string_view text) {
  GivenDefault& by_default = static_cast<Column&>(record).by_default.ensure();
  if (auto date = canonical_date(text)) {
    by_default.date = *date;
  } else {
    by_default.computed = text;
  }
}

std::span<const Field> Constraints::fields() { return constraint_fields; }
std::span<const Field> Column::fields() { return column_fields; }
std::span<const Field> PlacedColumn::fields() { return placed_column_fields; }
std::span<const Field> IndexedColumn::fields() { return indexed_column_fields; }

ForeignKeyDefinition Constraints::foreign_key() const {
  ForeignKeyDefinition key;
  key.name = foreign_key_name;
  key.references = references;
  key.referenced_catalog = referenced_catalog;
  key.referenced_schema = referenced_schema;
  key.referenced_table = referenced_table;
  key.referenced_columns = referenced_columns;
  if (delete_cascade.value_or(false)) key.on_delete = "CASCADE";
  key.validate = validate_foreign_key.value_or(true);
  key.deferrable = deferrable.value_or(false);
  key.initially_deferred = initially_deferred.value_or(false);
  return key;
}

Literal date_literal_of(const std::string& canonical) {
  const bool has_time = contains(canonical, ":");
  const bool has_date = contains(canonical, "-");
  const auto kind = !has_time  ? Literal::Kind::date
                    : has_date ? Literal::Kind::timestamp
                               : Literal::Kind::time;
  return {kind, canonical};
}

std::optional<Literal> Column::value_literal() const {
  const GivenValue& given = value.or_default();
  if (given.text) return Literal{Literal::Kind::text, given.text.str()};
  if (given.boolean) return Literal{Literal::Kind::boolean, *to_text(given.boolean)};
  if (given.numeric) return Literal{Literal::Kind::number, given.numeric.str()};
  if (given.date) return date_literal_of(given.date.str());
  if (given.computed) return Literal{Literal::Kind::function, given.computed.str()};
  if (given.sequence_next) return literal_of(given.sequence_next, Literal::Kind::sequence_next);
  return literal_of(given.sequence_current, Literal::Kind::sequence_current);
}

std::optional<Literal> Column::updating_literal() const {
  auto literal = value_literal();
  const bool is_day =
      literal && literal->kind == Literal::Kind::timestamp && value.or_default().is_java_date;
  if (is_day) literal = date_literal_of(literal->text.substr(0, literal->text.find('T')));
  return literal;
}

std::optional<Literal> Column::default_literal() const {
  const GivenDefault& given = by_default.or_default();
  if (given.text) return Literal{Literal::Kind::text, given.text.str()};
  if (given.boolean) return Literal{Literal::Kind::boolean, *to_text(given.boolean)};
  if (given.numeric) return Literal{Literal::Kind::number, given.numeric.str()};
  if (given.date) return date_literal_of(given.date.str());
  if (given.computed) return Literal{Literal::Kind::function, given.computed.str()};
  return literal_of(given.sequence_next, Literal::Kind::sequence_next);
}

ColumnDefinition Column::definition() const {
  ColumnDefinition definition;
  definition.name = name.or_empty();
  definition.computed = is_computed();
  if (type) definition.type = DataType::parse(*type);
  definition.default_value = default_literal();
  const bool numbered =
      auto_increment.value_or(false) || (definition.type && definition.type->auto_increment);
  if (numbered)
    definition.auto_increment =
        AutoIncrement{start_with.digits, increment_by.digits, generation_type};
  if (constraints) {
    definition.not_null = constraints->nullable.has_value() && !*constraints->nullable;
    if (definition.not_null) definition.not_null_name = constraints->not_null_name;
    definition.primary_key = constraints->primary_key.value_or(false);
  }
  definition.remarks = remarks;
  return definition;
}

}  // namespace ebbtide
