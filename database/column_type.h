#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// A column's type taken apart, its names by one word each: `character varying(20)` is `varchar`
/// with 20, `int4` and `serial` are `int`, `boolean` and `tinyint(1)` are `boolean`.
struct ColumnType {
  /// What values are by their nature: only within one can a type lose them by its size.
  enum class Sort {
    unknown,  ///< no type is written
    integer,  ///< and what numbers itself: serial
    number,   ///< with digits behind the point
    floating,
    text,
    binary,
    moment,  ///< a day with its time
    day,
    time,
    list,  ///< ENUM, SET
    other  ///< a type that is not taken apart, by its own name
  };

  std::string name = {};
  Sort sort = Sort::unknown;
  std::vector<int> sizes = {};
  std::vector<std::string> values = {};  ///< of an ENUM or SET
  bool is_unsigned = false;
  bool is_array = false;
  bool is_serial = false;

  /// Of a type as somebody or the server writes it. Never fails: what is not known is `other`.
  static ColumnType parse(std::string_view type);
  /// The largest length of a text or binary value in letters; -1 for no limit.
  int length() const;
  /// The bytes of an integer.
  int width() const;
  friend bool operator==(const ColumnType&, const ColumnType&) = default;
};

/// What a type has that its text does not say, as far as databases differ in it. The default is
/// PostgreSQL's.
struct TypeDefaults {
  int number_digits = 0;  ///< of a number without sizes, none behind the point; 0 for any number
  int moment_digits = 6;  ///< of a second
  std::string_view single_precision = "real";  ///< the floating type of 4 bytes
};
constexpr TypeDefaults mysql_type_defaults = {
    .number_digits = 10, .moment_digits = 0, .single_precision = "float"};
/// The type with that. To be compared with others, not to be shown.
ColumnType completed(ColumnType type, const TypeDefaults& defaults);

/// What becomes of the values of a column that changes its type.
enum class TypeLoss {
  none,     ///< all values fit
  cut,      ///< what does not fit is cut or rounded
  refused,  ///< what does not fit is refused by a strict database, and cut by another
  parsed    ///< texts have to be of the new type's form
};
/// The worst that can become of a value. Where a type is not known it is none: a guess would be a
/// false alarm.
TypeLoss loss_between(const ColumnType& from, const ColumnType& to);

/// Whether PostgreSQL changes the type without writing the rows again.
bool is_binary_compatible(const ColumnType& from, const ColumnType& to);

/// Whether the values of a list are those of the other, with new ones only at the end.
bool only_appends(const ColumnType& from, const ColumnType& to);

/// Whether two columns that a foreign key joins have types of one kind and size.
bool joins_well(const ColumnType& child, const ColumnType& parent);

/// Whether SQLite gives both the same affinity.
bool has_same_affinity(std::string_view a, std::string_view b);

}  // namespace ebbtide
