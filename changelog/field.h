#pragma once
// A Field describes one attribute of a change once: its name in a changelog, its type, whether it
// must be given, its documentation and how it takes part in the checksum. Reading, validation,
// checksum, description, manual and schema are loops over tables of fields; none of them knows a
// change type by name. A table reads like the manual:
//
//   constexpr Field rename_table_fields[] = {
//       field<&RenameTable::schema>("schemaName", "Name of the database schema"),
//       field<&RenameTable::old_name>("oldTableName", "Name of the existing table",
//       Trait::required),
//   };
//
// field<member>() erases the member's type: what crosses the table is text, because checksums want
// text and every format has text. to_text and from_text below are the only place that knows C++
// types. Liquibase's fields are Java properties, read by reflection; a table of pointers to members
// does the same with the compiler watching.

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace ebbtide {

/// What a field holds: one value, which crosses as text, or records with fields of their own.
enum class FieldKind { text, boolean, integer, record, records };

/// What is special about a field, to be joined by `|`.
enum class Trait : std::uint16_t {
  none = 0,
  required = 1,            ///< must be given
  body = 2,                ///< also given as the element's own text: <sql>…</sql>
  nested = 4,              ///< written as a child element in XML: <where>…</where>
  unsummed = 8,            ///< never part of the checksum
  unsummed_in_v9 = 16,     ///< part of the checksum up to version 8 only
  at_root = 32,            ///< items of the list may stand in the change itself
  unsummed_if_empty = 64,  ///< a list that is part of the checksum only with items in it
};
constexpr Trait operator|(Trait a, Trait b) {
  return static_cast<Trait>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
constexpr bool has(Trait set, Trait one) {
  return (static_cast<std::uint16_t>(set) & static_cast<std::uint16_t>(one)) != 0;
}

/// A whole number of any size, as decimal digits without needless zeros: `007` and `+7` are `7`.
/// Absent where the text is. No arithmetic is done with it, so no size is too large.
struct Integer {
  Text digits;
  explicit operator bool() const { return static_cast<bool>(digits); }
  std::string_view operator*() const { return *digits; }
  friend bool operator==(const Integer&, const Integer&) = default;
};

/// The canonical text of a value, which is the one that is summed; nothing where it is not set.
std::optional<std::string> to_text(const Text& value);
std::optional<std::string> to_text(const std::optional<bool>& value);
std::optional<std::string> to_text(bool value);
std::optional<std::string> to_text(const Integer& value);
/// Sets a value from text. Throws std::invalid_argument with what the text must be, such as
/// `must be a whole number, not 'x'`; the caller knows the name and the place.
void from_text(std::string_view text, Text& value);
void from_text(std::string_view text, std::optional<bool>& value);
void from_text(std::string_view text, bool& value);
void from_text(std::string_view text, Integer& value);

/// What a field belongs to: a change, a column, a constraint. Records form single-inheritance
/// chains, so that a field of the base works on what is derived from it. It is never deleted by way
/// of this type, hence no virtual destructor.
struct Record {};

/// One row of a table of fields. A scalar has `get` and `set`; a record or a list of records has
/// `fields`, `size`, `at` and `add`, a list `reserve` besides. All functions want a record of the
/// type that the field was made for, or one that is derived from it: the table of a change type
/// belongs to its struct, and nothing else may be given to it. A record has at most 64 fields.
///
/// The order of a table is the order in which scalars are set (build.cpp); the checksum sorts.
struct Field {
  std::string_view name;
  std::string_view doc;
  Trait traits = Trait::none;
  FieldKind kind = FieldKind::text;
  std::string_view alias = {};    ///< another name it may be given by
  std::string_view item = {};     ///< the element that holds one item of a list
  std::string_view v8_name = {};  ///< the name it had in checksums up to version 8

  std::optional<std::string> (*get)(const Record&) = nullptr;  // scalars
  void (*set)(Record&, std::string_view text) = nullptr;

  std::span<const Field> (*fields)() = nullptr;  // record and records
  std::size_t (*size)(const Record&) = nullptr;
  const Record& (*at)(const Record&, std::size_t) = nullptr;
  Record& (*add)(Record&) = nullptr;
  void (*reserve)(Record&, std::size_t) = nullptr;  // records: how many will be added

  /// Whether it is a text, boolean or number, and not a record or a list.
  constexpr bool is_scalar() const { return get != nullptr; }
  /// The same field with a second name to be given by; its own name wins where both are.
  constexpr Field also(std::string_view other) const {
    Field copy = *this;
    copy.alias = other;
    return copy;
  }
  /// The same field under an older name in checksums up to version 8.
  constexpr Field named_in_v8(std::string_view old) const {
    Field copy = *this;
    copy.v8_name = old;
    return copy;
  }
  /// The same field with a setter of its own, for text that can mean another field too. The setter
  /// casts the record to the type of its table.
  constexpr Field read_by(void (*setter)(Record&, std::string_view)) const {
    Field copy = *this;
    copy.set = setter;
    return copy;
  }
};

namespace detail {

template <class>
struct Member;
template <class R, class V>
struct Member<V R::*> {
  using Owner = R;
  using Value = V;
};

template <class V>
constexpr FieldKind kind_of() {
  if constexpr (std::same_as<V, std::optional<bool>> || std::same_as<V, bool>) {
    return FieldKind::boolean;
  } else if constexpr (std::same_as<V, Integer>) {
    return FieldKind::integer;
  } else {
    return FieldKind::text;
  }
}

}  // namespace detail

/// The field for a scalar member.
template <auto member>
constexpr Field field(std::string_view name, std::string_view doc, Trait traits = Trait::none) {
  using R = typename detail::Member<decltype(member)>::Owner;
  using V = typename detail::Member<decltype(member)>::Value;
  Field f{.name = name, .doc = doc, .traits = traits, .kind = detail::kind_of<V>()};
  f.get = [](const Record& r) { return to_text(static_cast<const R&>(r).*member); };
  f.set = [](Record& r, std::string_view text) { from_text(text, static_cast<R&>(r).*member); };
  return f;
}

/// The field for a scalar member of what a record keeps in a box (text/boxed.h). The box is made
/// when the field is set; a field that nobody gives costs nothing.
template <auto box, auto member>
constexpr Field field_in(std::string_view name, std::string_view doc, Trait traits = Trait::none) {
  using R = typename detail::Member<decltype(box)>::Owner;
  using V = typename detail::Member<decltype(member)>::Value;
  Field f{.name = name, .doc = doc, .traits = traits, .kind = detail::kind_of<V>()};
  f.get = [](const Record& r) {
    return to_text((static_cast<const R&>(r).*box).or_default().*member);
  };
  f.set = [](Record& r, std::string_view text) {
    from_text(text, (static_cast<R&>(r).*box).ensure().*member);
  };
  return f;
}

/// The field for a member that is a record (optional) or a list of records (vector). `item` is the
/// element that holds one of them: `column` of `columns`. The type of the record has a static
/// `fields()`.
template <auto member>
constexpr Field records(std::string_view name, std::string_view item, std::string_view doc,
                        Trait traits = Trait::none) {
  using R = typename detail::Member<decltype(member)>::Owner;
  using Value = typename detail::Member<decltype(member)>::Value;
  using Item = typename Value::value_type;
  constexpr bool many = requires(Value v) { v.size(); };
  Field f{.name = name,
          .doc = doc,
          .traits = traits,
          .kind = many ? FieldKind::records : FieldKind::record,
          .item = item};
  f.fields = &Item::fields;
  if constexpr (many) {
    f.size = [](const Record& r) { return (static_cast<const R&>(r).*member).size(); };
    f.at = [](const Record& r, std::size_t i) -> const Record& {
      return (static_cast<const R&>(r).*member)[i];
    };
    f.add = [](Record& r) -> Record& { return (static_cast<R&>(r).*member).emplace_back(); };
    f.reserve = [](Record& r, std::size_t more) {
      (static_cast<R&>(r).*member).reserve((static_cast<R&>(r).*member).size() + more);
    };
  } else {
    f.size = [](const Record& r) {
      return std::size_t{(static_cast<const R&>(r).*member).has_value()};
    };
    f.at = [](const Record& r, std::size_t) -> const Record& {
      return *(static_cast<const R&>(r).*member);
    };
    f.add = [](Record& r) -> Record& { return (static_cast<R&>(r).*member).emplace(); };
  }
  return f;
}

/// The fields of a base record followed by those of the record derived from it.
template <std::size_t base, std::size_t more>
constexpr std::array<Field, base + more> joined(const std::array<Field, base>& first,
                                                const Field (&second)[more]) {
  std::array<Field, base + more> all{};
  const auto end = std::copy(first.begin(), first.end(), all.begin());
  std::copy(std::begin(second), std::end(second), end);
  return all;
}

}  // namespace ebbtide
