#pragma once

#include <string_view>

#include "changelog/precondition.h"
#include "database/catalog.h"
#include "database/facts.h"

namespace ebbtide {

/// Answers the questions of preconditions about objects, comparing names by the rules of the
/// database. Made for one question. Borrows the context. Throws DatabaseError where the database
/// cannot answer.
class Lookup {
 public:
  explicit Lookup(const CheckContext& context)
      : context_(context), rules_(context.names.facts().lookup) {}

  /// Whether there is a table, view or sequence of this name.
  bool has(StoredObject::Kind kind, const ObjectName& name) const;
  bool has_column(const ObjectName& relation, std::string_view column) const;
  /// An index of the table, or of any where none is named: by its name, else by its columns.
  bool has_index(const ObjectName& table, const Text& index, const Text& columns) const;
  /// Throws Error where the database needs a table to find a key and none is named.
  bool has_primary_key(const ObjectName& table, const Text& key) const;
  bool has_foreign_key(const ObjectName& table, const Text& key) const;
  /// By its name, else by its columns.
  bool has_unique_constraint(const ObjectName& table, const Text& constraint,
                             const Text& columns) const;

 private:
  std::string folded(std::string_view name) const;
  bool matches(NameMatch match, std::string_view asked, std::string_view stored) const;
  bool in_schema(NameMatch match, const ObjectName& asked, std::string_view stored) const;
  bool has_columns(NameMatch match, const std::vector<std::string>& stored,
                   const Text& columns) const;
  std::string_view name_of(const schema::Key& primary_key) const;
  /// Whether an index of the table, or a key that comes with one, is the one.
  bool has_index(const schema::Table& table, const Text& index, const Text& columns) const;
  bool is_folded(std::string_view stored) const { return folded(stored) == stored; }
  bool has_key_named(StoredKey::Kind kind, NameMatch match, const ObjectName& place,
                     const Text& name) const;
  std::optional<schema::Table> read(const StoredObject& table) const;
  /// The table that a key is looked for in.
  std::optional<schema::Table> key_table(NameMatch schema, const ObjectName& table) const;
  bool has_unique_columns(const ObjectName& asked, const schema::Table& table,
                          const Text& columns) const;

  const CheckContext& context_;
  const LookupRules& rules_;
};

}  // namespace ebbtide
