#pragma once

#include "database/definitions.h"

namespace ebbtide {

/// MySQL's and MariaDB's: a table that is no matter of createTable is made with all it has but its
/// foreign keys, which may point to tables that are not there yet.
class MysqlDefinitions final : public Definitions {
 public:
  using Definitions::Definitions;

  std::optional<std::string> declared_type(const std::string& printed) const override;
  std::optional<Literal> declared_default(const schema::Column& column) const override;
  bool says_table(const schema::Table& table) const override;
  bool says_column(const schema::Column& column) const override;
  bool says_index(const schema::Index& index) const override;
  bool is_made_with(const schema::Table& table, schema::Kind kind) const override;

  bool texts_follow_renames() const override { return false; }

  Statements create_table(const schema::Table& table) const override;
  Statements add_key(const schema::Table& table, const schema::Key& key) const override;
  Statements create_index(const sql::Name& table, const schema::Index& index) const override;
  std::string drop_constraint(const sql::Name& table, schema::Kind kind,
                              std::string_view name) const override;
  std::string drop_index(const sql::Name& table, std::string_view name) const override;
  ShownColumn shown(const schema::Column& column) const override;
  Statements alter_column(const schema::Table& table, const schema::Column& from,
                          const schema::Column& to) const override;
  Statements alter_options(const schema::Table& from, const schema::Table& to) const override;
  Statements alter_sequence(const schema::Sequence& from,
                            const schema::Sequence& to) const override;
  Statements replace_routine(const schema::Routine& from, const schema::Routine& to) const override;

 private:
  /// Whether the server's own statement is the only one that says all of it.
  static bool is_shown(const schema::Table& table);
};

}  // namespace ebbtide
