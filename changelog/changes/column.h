#pragma once

#include <algorithm>
#include <array>

#include "changelog/change.h"
#include "database/table.h"
#include "text/boxed.h"

namespace ebbtide {

/// The constraints a column brings with it. What is absent was not said, which is not the same as
/// false: `nullable="true"` is summed, and no `nullable` is not. `references`, such as
/// `person(id)`, wins over the names of table and columns.
struct Constraints : Record {
  static std::span<const Field> fields();
  std::optional<bool> nullable, primary_key, unique, delete_cascade, initially_deferred, deferrable;
  std::optional<bool> validate_nullable, validate_unique, validate_primary_key,
      validate_foreign_key;
  Text not_null_name, primary_key_name, primary_key_tablespace, references, referenced_catalog,
      referenced_schema, referenced_table, referenced_columns, unique_name, check, foreign_key_name;

  /// Whether enough is said for a foreign key; its name is asked for by the change.
  bool has_foreign_key() const { return references || (referenced_table && referenced_columns); }
  ForeignKeyDefinition foreign_key() const;
};

/// The value a row gets in a column, by whichever attribute it is given. Texts are as written, but
/// dates in their one spelling (text/iso_date.h).
struct GivenValue {
  Text text, numeric, date, blob_file, clob_file, encoding, computed, sequence_next,
      sequence_current;
  std::optional<bool> boolean;
  bool is_java_date = false;  ///< the date is one that YAML gives without quotes
};

/// The value a row gets in a column that it says nothing of.
struct GivenDefault {
  Text text, numeric, date, computed, sequence_next, constraint_name;
  std::optional<bool> boolean;
};

/// A column, or a value for one, wherever a change names it: of a new table, of an index, of a row
/// to insert, of a condition. Which of its attributes mean something there, the change knows. What
/// most columns lack is kept apart.
struct Column : Record {
  static std::span<const Field> fields();
  Text name, type, remarks, generation_type;
  Integer start_with, increment_by;
  std::optional<bool> computed, auto_increment, default_on_null, descending;
  Boxed<GivenValue> value;
  Boxed<GivenDefault> by_default;
  Boxed<Constraints> constraints;

  bool is_computed() const { return computed.value_or(false); }
  /// The value to store; nothing where none is given. Values from files are not among them.
  std::optional<Literal> value_literal() const;
  /// The same as an UPDATE stores it. As Liquibase does: a date of YAML without quotes is a moment
  /// everywhere but there, where it is a day.
  std::optional<Literal> updating_literal() const;
  /// The default of the column; nothing where none is given.
  std::optional<Literal> default_literal() const;
  /// The column as a CREATE TABLE or ADD COLUMN has it, without its foreign key and its being
  /// unique, which are constraints of the table.
  ColumnDefinition definition() const;
};

/// The field of a column, or of what is derived from it, for a part of its value.
template <auto member>
constexpr Field value_field(std::string_view name, std::string_view doc,
                            Trait traits = Trait::none) {
  return field_in<&Column::value, member>(name, doc, traits);
}

/// The same for a part of its default.
template <auto member>
constexpr Field default_field(std::string_view name, std::string_view doc) {
  return field_in<&Column::by_default, member>(name, doc);
}

/// Reads defaultValueNumeric and defaultValueDate of a Column: what is no number and no date is a
/// function, as Liquibase has it.
void read_default_number(Record& column, std::string_view text);
void read_default_date(Record& column, std::string_view text);

/// A column that can say where in the table it goes.
struct PlacedColumn : Column {
  static std::span<const Field> fields();
  Text after, before;
  Integer position;
};

/// A column of an index. What it says of the column itself, such as its type, is read and
/// forgotten, so that it is no part of the checksum.
struct IndexedColumn : PlacedColumn {
  static std::span<const Field> fields();
};

/// `2020-01-02` and the like as a literal of its kind: a day, `10:11:12` a time, both with a `T`
/// between them a moment.
Literal date_literal_of(const std::string& canonical);

/// A change of something that lives in a schema: a table, a view, a sequence. Nothing given means
/// the default schema.
struct ObjectChange : Change {
  Text catalog, schema;

  ObjectName named(const Text& name) const {
    return {catalog.or_empty(), schema.or_empty(), name.or_empty()};
  }
  /// Gives an inverse the place of the change it undoes. As Liquibase does, a schema alone says
  /// where; the catalog counts where no schema is given.
  void place_like(const ObjectChange& other) {
    schema = other.schema;
    catalog = other.schema ? Text() : other.catalog;
  }
};

/// The place of an object, as every change of one has it.
inline constexpr Field object_place_fields[] = {
    field<&ObjectChange::catalog>("catalogName", "Name of the database catalog"),
    field<&ObjectChange::schema>("schemaName", "Name of the database schema"),
};

/// The fields of a change of an object: these, and its place among them in the order of names.
template <std::size_t others>
constexpr auto with_place(const Field (&own)[others]) {
  std::array<Field, others + std::size(object_place_fields)> all{};
  std::merge(std::begin(own), std::end(own), std::begin(object_place_fields),
             std::end(object_place_fields), all.begin(),
             [](const Field& a, const Field& b) { return a.name < b.name; });
  return all;
}

}  // namespace ebbtide
