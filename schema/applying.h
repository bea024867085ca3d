#pragma once

#include <string>
#include <vector>

#include "schema/state.h"

namespace ebbtide::schema {

/// What one effect makes of a state. Lives for the effect alone.
class Applying {
 public:
  explicit Applying(State& state, const State::Maker& maker)
      : state_(state), schema_(state.schema_), rules_(state.rules_), maker_(maker) {}

  /// Once. What the effect is about and is not there stays so; nothing is thrown.
  void apply(const sql::Effect& effect);

 private:
  // applying.cpp: which one it is, and what is changed in its place
  void alter(const sql::Effect& effect);
  void alter_column(const sql::Effect& effect, Column& column) const;
  void alter_domain(const sql::Effect& effect);
  void validate(const sql::Effect& effect);
  void move_partition(const sql::Effect& effect);

  // creating.cpp
  void create(const sql::Effect& effect);
  void create_table(const sql::Effect& effect);
  bool has_relation_called(const Name& name) const;
  void copy_parent(Table& table, const Name& parent) const;
  void create_view(const sql::Effect& effect);
  void create_column(const sql::Effect& effect);
  void create_index(const sql::Effect& effect);
  void create_key(const sql::Effect& effect);
  std::string name_of_key(const Table& table, const sql::Effect& effect) const;
  bool take_index(Table& table, const sql::Effect& effect);
  void keep_key(Table& table, bool is_primary, Key key) const;
  void drop_made_for_keys(Table& table, const std::vector<std::string>& columns) const;
  void create_foreign_key(const sql::Effect& effect);
  void create_check(const sql::Effect& effect);
  void create_program(const sql::Effect& effect);
  void create_type(const sql::Effect& effect);
  void create_other(const sql::Effect& effect);
  Column column_of(const sql::Effect& effect) const;
  int number_of(const sql::Effect& effect) const { return maker_ ? maker_(effect) : 0; }
  void make_serial(const Name& table, Column& column) const;
  bool is_taken(const Name& name) const;
  std::vector<std::string> spelled(const Table& table, std::vector<std::string> columns) const;

  // dropping.cpp
  void drop(const sql::Effect& effect);
  void drop_relation(const Name& name, bool cascade);
  void drop_all_of(const Name& table);
  void drop_views(const std::vector<Name>& views);
  void drop_sequence(const Name& name, bool cascade);
  void drop_schema(const std::string& place);
  void drop_part(const sql::Effect& effect);
  void drop_column(const sql::Effect& effect);
  void drop_column(const Name& table, const std::string& column, bool cascade);
  void drop_keys_of(Table& table, const std::string& column) const;
  void drop_program(const sql::Effect& effect);
  void drop_type(const sql::Effect& effect);
  bool cascades(const sql::Effect& effect) const;

  // renaming.cpp
  void rename(const sql::Effect& effect);
  void rename_relation(const sql::Effect& effect);
  void rename_column(const sql::Effect& effect);
  void rename_part(const sql::Effect& effect);
  void rename_other(const sql::Effect& effect);
  void move(const sql::Effect& effect);
  void rename_table(std::size_t at, const Name& to);
  void rename_view(std::size_t at, const Name& to);
  void rename_sequence(const Name& from, const Name& to);
  void follow(const Name& from, const Name& to);

  Table* table(const Name& name);
  View* view(const Name& name);
  /// The table or view of a name, as it is stored; the name in its place where there is none.
  Name stored(const Name& name) const;

  State& state_;
  Schema& schema_;
  const StructureRules& rules_;
  const State::Maker& maker_;
};

}  // namespace ebbtide::schema
