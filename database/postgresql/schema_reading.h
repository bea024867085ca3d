#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "database/names.h"
#include "database/statement.h"
#include "schema/model.h"

namespace ebbtide {

class Connection;

/// The reading of one database while it goes on: what has been read, and by which number (oid) the
/// server knows it. Each member that reads asks one question; they are called in the order of
/// read_postgresql_schema, since later ones hang their answers on what earlier ones found.
class PostgresqlReading {
 public:
  PostgresqlReading(Connection& connection, Defaults defaults, schema::Scope scope,
                    std::vector<sql::Name> own);

  /// `settings` are more of the kind that is set, each behind a comma.
  void set_up(const std::string& settings = "");
  /// Reads this table, and goes on with it alone; false where there is none. What is asked for then
  /// are its columns, constraints and indexes.
  bool find_table(const sql::Name& name);
  /// Reads these tables, and goes on with them and what hangs on them; false where there are none.
  bool find_tables(const std::vector<sql::Name>& names);
  void read_schemas();
  void read_extensions();
  void read_comments();
  void read_uses();
  /// Whether somebody was granted something on what was found.
  bool has_grants() const { return has_grants_; }
  void read_lookups();
  void read_relations();
  void read_parents();
  void read_sequences();
  void read_types();
  void read_columns();
  void read_constraints();
  void read_indexes();
  void read_routines();
  void read_programs();
  void read_grants();
  void read_dependents();
  void read_untold();
  /// Puts everything in its order and gives it away.
  schema::Schema finish();

 private:
  /// A sequence that belongs to a column.
  struct OwnedSequence {
    schema::Numbering numbering;
    std::string next;  ///< the default that asks it: `nextval('t_id_seq'::regclass)`
    bool is_identity = false;
  };
  /// What an index needs to know of a column.
  struct Attribute {
    std::string name;
    std::string collation;  ///< its number; empty for the usual one
  };
  /// The columns of a table or view by their numbers, from 1; without a name where one was dropped.
  using Attributes = std::vector<Attribute>;
  struct Collation {
    std::string name;
    std::string sql;  ///< as SQL writes the name
  };
  struct OperatorClass {
    std::string name;
    bool is_default = false;
  };

  /// Where `@SCOPE` stands come the numbers of the schemas that are read, in brackets; `@OWN(pg_x,
  /// y)` is that the object y of the catalog pg_x belongs to no extension. Where one table is read,
  /// whosoever it is, `@OF(x)` is that x is its number, and what `@WHOLE(…)` says does not count.
  Rows ask(std::string_view sql);
  std::string spelled(std::string_view sql) const;
  bool is_own(const std::string& place, const std::string& name) const;
  int version() const { return version_; }
  bool is_of_one() const { return !one_.empty(); }

  void look_up(const std::string& which);
  /// Those that have these numbers, where not all were read.
  void look_up_some(const std::set<std::string>& numbers);
  schema::Text comment(std::string_view catalog, const std::string& oid,
                       std::string_view part = "0") const;
  std::vector<sql::Name> uses(std::string_view catalog, const std::string& oid,
                              std::string_view part = "0") const;
  const Collation& collation(const std::string& oid) const;
  /// A statement without the default schema before the name that stands behind these words.
  std::string unplaced(std::string definition, std::string_view before) const;
  bool is_default(const std::string& place) const { return place == defaults_.schema; }

  void add_table(Row& row);
  void add_view(Row& row);
  void add_column(Row& row);
  void add_table_column(schema::Table& table, Row& row);
  schema::Column column_of(Row& row);
  void set_default(schema::Column& column, Row& row);
  bool set_serial(const schema::Table& table, schema::Column& column, const OwnedSequence& owned,
                  const std::string& by_default);
  void add_sequence(Row& row);
  void add_type(Row& row);
  void add_constraint(Row& row);
  void add_domain_check(Row& row);
  void add_index(Row& row);
  std::vector<schema::IndexPart> index_parts(Row& row, const Attributes& attributes) const;
  std::vector<std::string> names_of(const Attributes& attributes, std::string_view numbers) const;
  void add_routine(Row& row);
  void find_mentions();
  void define_types();

  Connection& connection_;
  Defaults defaults_;
  schema::Scope scope_;
  std::vector<sql::Name> own_;
  int version_ = 0;
  std::string default_schema_;  ///< quoted, with its dot
  std::string in_scope_;
  std::set<std::string> places_found_;  ///< the numbers of the schemas of what was found
  bool has_grants_ = false;             ///< on what was found
  std::string of_;                      ///< a condition on the relation that is looked for
  std::string one_;   ///< the number of the table that alone is read; empty for all
  std::string some_;  ///< the numbers of those that are read with all about them; empty for all
  schema::Schema schema_;

  std::unordered_map<std::string, std::string> comments_;         ///< by catalog, number, part
  std::unordered_map<std::string, std::vector<sql::Name>> uses_;  ///< the same
  std::unordered_map<std::string, std::vector<schema::ColumnName>> reads_;  ///< of views, the same
  std::unordered_map<std::string, Collation> collations_;                   ///< by number
  std::unordered_map<std::string, OperatorClass> operator_classes_;
  std::unordered_map<std::string, std::size_t> tables_, views_;  ///< by number: where
  std::unordered_map<std::string, std::size_t> types_, composites_;
  std::unordered_map<std::string, Attributes> attributes_;  ///< of tables and views
  std::unordered_map<std::string, OwnedSequence> owned_;    ///< by table, column number
  std::unordered_set<std::string> numbering_;  ///< names of sequences that are part of a column
  std::vector<std::string> type_collations_;   ///< of each domain, as SQL writes it
  std::vector<std::vector<std::string>> composite_collations_;  ///< of each type's columns
  std::vector<std::string> type_names_;                         ///< of each type, as SQL writes it
  std::vector<std::string> range_options_;
  std::vector<std::pair<std::size_t, std::string>>
      bodies_;  ///< of routines, that are looked through
};

}  // namespace ebbtide
