#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "database/names.h"
#include "database/statement.h"
#include "schema/model.h"
#include "sql/edit.h"

namespace ebbtide {

class Connection;

/// The reading of one database of a server while it goes on. Each member that reads asks one
/// question; they are called in the order of read_mysql_schema.
class MysqlReading {
 public:
  MysqlReading(Connection& connection, std::string database, std::string place,
               const std::vector<sql::Name>& own, schema::Schema& schema);

  /// One table with its keys and checks; nothing where there is none.
  std::optional<schema::Table> read_shown(const std::string& name);
  /// What is read from now on is of these tables alone; false where there are none.
  bool find_tables(const std::vector<std::string>& names);
  void look_around();
  void read_tables();
  void read_columns();
  void read_indexes();
  void read_foreign_keys();
  void read_checks();
  void read_partitions();
  void read_sequences();
  void read_views();
  void read_routines();
  void read_triggers();
  void read_events();
  void read_dependents();
  /// Puts the statements of tables together, of what was read of them.
  void define_tables();

 private:
  struct Letters {
    std::string charset, collation;
  };
  Rows ask(const std::string& sql);
  /// A question whose first column is the name of a table; `@OF(x)` in it is that x is the name of
  /// one that is read. Where some are, each is asked about by itself: the servers look up one table
  /// by its name, but go through all for a list.
  Rows ask_of_tables(const std::string& question);
  /// Whether the server's information_schema has a column.
  bool knows(const std::string& table_column) const { return known_.contains(table_column); }
  bool is_own(std::string_view name) const;
  bool is_here(const schema::Name& name) const { return name.place == place_; }
  schema::Table* table(const std::string& name);
  std::string text(std::string_view text) const;                 ///< between quotes
  std::string printed(std::optional<std::string>& value) const;  ///< an expression
  std::vector<sql::Name> named(const std::vector<std::string>& names) const;
  std::vector<sql::Name> mentioned(std::string_view body) const;

  void add_table(Row& row);
  void add_column(Row& row);
  void set_default(schema::Column& column, Row& row);
  void add_line(schema::Table& table, std::string_view line, const sql::Syntax& syntax);
  void add_index(schema::Table& table, schema::Index index);
  std::string defined(const schema::Column& column) const;
  std::string defined(const schema::Table& table) const;
  void read_parameters();
  std::string letters_of(const std::optional<std::string>& charset,
                         const std::optional<std::string>& collation) const;
  std::string told_action(const char* words, const std::optional<std::string>& rule) const;
  void show_tables();

  Connection& connection_;
  std::string database_;
  std::string place_;
  const std::vector<sql::Name>& own_;
  schema::Schema& schema_;
  bool is_mariadb_ = false;
  std::set<std::string> known_;
  std::vector<std::string> some_;  ///< the tables that are read; empty for all
  Letters letters_;                ///< of the database
  std::unordered_map<std::string, std::size_t> tables_;
  std::unordered_map<std::string, Letters> table_letters_;
  std::unordered_map<std::string, std::vector<std::string>> view_columns_;
  std::vector<std::string> sequence_names_;
  std::vector<std::string> shown_;  ///< tables that only SHOW CREATE tells whole
  bool has_partitions_ = false;
  std::unordered_map<std::string, std::vector<std::string>> parameters_;  ///< by kind and name
};

}  // namespace ebbtide
