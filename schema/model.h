#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/name.h"
#include "text/boxed.h"

/// What a database consists of, without its rows, as values: nothing in it refers to the database
/// any more. A reader of a dialect fills it; it is compared, written to files, and turned into
/// changes by others.
///
/// Names are as they are stored: neither quoted nor folded. Texts (`type`, `by_default`,
/// `definition` …) are as the object's own server prints them, so that objects which are equal on
/// servers of one version have equal texts; nothing is invented, and nothing is shortened. A text
/// that is not there is nothing, which is not the same as an empty one.
namespace ebbtide::schema {

using Text = std::optional<std::string>;
using sql::Name;

/// What an object is. Their order is that in which they are told, and in which they are made as far
/// as what they need lets them.
enum class Kind {
  schema,
  extension,
  type,  ///< enum, composite, range
  domain,
  sequence,
  table,
  column,
  primary_key,
  unique,
  foreign_key,
  check,
  exclusion,
  index,
  view,
  materialized_view,
  function,
  procedure,
  aggregate,
  trigger,
  event,
  rule,
  policy,
  statistics,
  grant,
  other  ///< what is only known by its sort and name
};
/// The word that people read: `table`, `primary key`, `unique constraint`, `materialized view`.
std::string_view to_text(Kind kind);

/// Whether a difference in something is one of the schema, or only worth telling.
enum class Weight { counts, informs };

/// What one database knows of an object and no member says: `engine` InnoDB, `fillfactor` 70,
/// `without rowid`. In the order of their names.
struct Option {
  std::string name;
  std::string value;  ///< empty for what is only there or not
  Weight weight = Weight::counts;

  friend bool operator==(const Option&, const Option&) = default;
};

/// How a column numbers its rows. Numbers are decimal digits; empty where the server does not say.
struct Numbering {
  enum class Kind {
    identity_always,
    identity_by_default,
    serial,         ///< a default of nextval and a sequence that the column owns
    auto_increment  ///< MySQL, MariaDB, SQLite
  };
  Kind kind = Kind::auto_increment;
  std::string type = {};  ///< of the sequence; empty where it has none
  std::string start = {}, increment = {}, minimum = {}, maximum = {}, cache = {};
  bool cycles = false;
  Name sequence = {};  ///< that it owns; its properties are here and not among the sequences
};

/// A column of a table, or an attribute of a composite type.
struct Column {
  std::string name;
  std::string type;  ///< `numeric(10,2)`, `varchar(20)`, as declared on SQLite
  bool nullable = true;
  Text by_default = {};             ///< an expression
  Text generated = {};              ///< the expression of a generated column
  bool is_stored = true;            ///< of a generated one
  Boxed<Numbering> numbering = {};  ///< with a serial one there is no `by_default`
  Text collation = {};              ///< where it is not that of the type or table
  Text charset = {};
  Text on_update = {};  ///< MySQL's ON UPDATE CURRENT_TIMESTAMP
  bool is_invisible = false;
  bool is_inherited = false;  ///< from a parent and not stated by the table itself
  Text comment = {};
  std::vector<Option> options = {};
  /// The line of the column in the table's own definition, without its name, where the server
  /// prints one (MySQL, MariaDB, SQLite); else empty.
  std::string definition = {};
  std::vector<Name> uses = {};  ///< sequences, types, functions that it needs, where known
  int made_by = 0;              ///< see State::Maker
};

/// When a constraint is looked at.
struct Deferral {
  bool is_deferrable = false;
  bool is_deferred = false;  ///< INITIALLY DEFERRED

  friend bool operator==(const Deferral&, const Deferral&) = default;
};

/// A primary key or unique constraint; the index that serves it is part of it.
struct Key {
  std::string name;      ///< empty where the database keeps none
  bool is_named = true;  ///< somebody gave the name; false where the system made it
  std::vector<std::string> columns = {};
  Deferral deferral = {};
  Text comment = {};
  std::vector<Option> options = {};  ///< `include`, `nulls not distinct`, `tablespace`, `prefix`
  std::string definition = {};       ///< behind its name: `PRIMARY KEY (id)`
  bool is_inline = false;            ///< stated within its column, whose definition has it
  int made_by = 0;                   ///< see State::Maker
};

/// A foreign key, kept by the table that has it. The table that it points to need not be among
/// those that were read.
struct ForeignKey {
  std::string name;
  bool is_named = true;
  std::vector<std::string> columns = {};
  Name referenced = {};
  std::vector<std::string> referenced_columns = {};
  std::string on_update = {}, on_delete = {};  ///< `CASCADE`; empty for NO ACTION
  Deferral deferral = {};
  bool is_validated = true;
  Text comment = {};
  std::vector<Option> options = {};  ///< `match`
  std::string definition = {};       ///< `FOREIGN KEY (a) REFERENCES b(id)`
  bool is_inline = false;            ///< stated within its column, whose definition has it
  int made_by = 0;                   ///< see State::Maker
};

/// A check or an exclusion constraint.
struct Check {
  Kind kind = Kind::check;
  std::string name;
  bool is_named = true;
  bool is_validated = true;
  bool is_inherited = false;  ///< from a parent and not stated by the table itself
  Text comment = {};
  std::string definition = {};  ///< `CHECK ((a > 0))`, `EXCLUDE USING gist (…)`
  bool is_inline = false;       ///< stated within its column, whose definition has it
  int made_by = 0;              ///< see State::Maker
};

/// One of the columns or expressions by which an index is ordered.
struct IndexPart {
  std::string text;  ///< the name of a column, or an expression
  bool is_expression = false;
  bool is_descending = false;
  Text nulls = {};           ///< `FIRST`, `LAST`, where it is not the usual one
  Text operator_class = {};  ///< where it is not the usual one
  Text collation = {};
  std::string prefix = {};  ///< MySQL's length; empty for the whole

  friend bool operator==(const IndexPart&, const IndexPart&) = default;
};

/// An index that serves no constraint: those that do are part of the constraint.
struct Index {
  std::string name;
  bool is_unique = false;
  std::string method = {};  ///< `btree`, `gin`, `FULLTEXT`; empty for the only one
  std::vector<IndexPart> parts = {};
  std::vector<std::string> included = {};
  Text predicate = {};
  bool is_valid = true;
  bool is_invisible = false;  ///< or ignored
  Text comment = {};
  std::vector<Option> options = {};
  std::string definition = {};  ///< a whole CREATE INDEX, or its line in the table
  std::vector<Name> uses = {};  ///< functions
  bool is_stated = false;       ///< known to be no index that a server makes for a foreign key
  int made_by = 0;              ///< see State::Maker
};

/// A table, partition or virtual or foreign table, with all that belongs to it but programs.
struct Table {
  Name name;
  std::vector<Column> columns = {};
  std::optional<Key> primary_key = {};
  std::vector<Key> uniques = {};
  std::vector<ForeignKey> foreign_keys = {};
  std::vector<Check> checks = {};  ///< exclusions too
  std::vector<Index> indexes = {};
  std::vector<Option> options = {};  ///< `engine`, `unlogged`, `row security`, `strict`
  Text partitioned_by = {};          ///< `RANGE (day)`; MySQL's partitions are options
  std::vector<Name> parents = {};    ///< of a partition, or what it inherits from
  Text bound = {};                   ///< of a partition: `FOR VALUES IN (1)`
  bool is_foreign = false;
  bool is_virtual = false;  ///< SQLite's virtual tables
  Text comment = {};
  /// The whole statement, where the server prints one (MySQL, MariaDB, SQLite); else empty.
  std::string definition = {};
  std::vector<Name> uses = {};
  int made_by = 0;  ///< see State::Maker

  /// To the letter; nullptr where there is none.
  const Column* column(std::string_view column) const;
  /// The same in any case of letters.
  const Column* column_like(std::string_view column) const;
};

/// A column of a table or view.
struct ColumnName {
  Name of;
  std::string column;

  friend bool operator==(const ColumnName&, const ColumnName&) = default;
};

/// A view or materialized view. `query` is what a comparison goes by, `definition` what makes it.
struct View {
  Name name;
  bool is_materialized = false;
  std::vector<std::string> columns = {};
  std::string query = {};            ///< as the server prints it, without CREATE VIEW … AS
  std::vector<Option> options = {};  ///< `check option`, `security`
  std::vector<Index> indexes = {};   ///< of a materialized one
  Text comment = {};
  std::string definition = {};  ///< the whole statement
  std::vector<Name> uses = {};
  std::vector<ColumnName> reads = {};  ///< of what it uses, as far as the server or its text tells
  std::vector<Text> column_comments = {};  ///< one for each column, or none at all
  int made_by = 0;                         ///< see State::Maker
};

/// A sequence that stands by itself; one that only numbers a column is that column's Numbering.
/// Numbers are decimal digits, empty where the server does not say.
struct Sequence {
  Name name;
  std::string type = {};  ///< `bigint`; empty where there is only one
  std::string start = {}, increment = {}, minimum = {}, maximum = {}, cache = {};
  bool cycles = false;
  Text owned_by = {};  ///< `table.column`, of the same schema
  Text comment = {};
  std::string definition = {};  ///< a whole statement, where the server prints one
};

/// A type or domain.
struct Type {
  Kind kind = Kind::type;
  Name name;
  std::string sort = {};                 ///< `enum`, `composite`, `range`, `domain`
  std::vector<std::string> labels = {};  ///< of an enum, in order
  std::string base = {};                 ///< of a domain or range, the type it stands on
  bool nullable = true;
  Text by_default = {};
  Text collation = {};
  std::vector<Check> checks = {};    ///< of a domain
  std::vector<Column> columns = {};  ///< of a composite type
  std::vector<Option> options = {};
  Text comment = {};
  std::string definition = {};  ///< the whole CREATE TYPE or CREATE DOMAIN, made by the reader
  std::vector<Name> uses = {};
  int made_by = 0;  ///< see State::Maker
};

/// A function, procedure or aggregate.
struct Routine {
  Kind kind = Kind::function;
  Name name;
  std::string arguments = {};  ///< the types that tell routines of one name apart; with the name
                               ///< they are its identity on PostgreSQL: `integer, text`
  Text comment = {};
  std::vector<Option> options = {};
  std::string definition = {};  ///< the whole statement
  std::vector<Name> uses = {};
};

/// What hangs on a table or stands alone and is said by its text: a trigger, rule, policy, event,
/// statistics.
struct Program {
  Kind kind = Kind::trigger;
  Name name;  ///< its schema is the table's
  std::string table = {};
  Text state = {};  ///< where it is not the usual one: `disabled`, `replica`
  Text comment = {};
  std::vector<Option> options = {};
  std::string definition = {};  ///< the whole statement
  /// The same with what a dump states though its maker did not: the beginning of an event. Empty
  /// where there is no such thing.
  std::string dumped = {};
  std::vector<Name> uses = {};
  int made_by = 0;  ///< see State::Maker
};

/// An extension of PostgreSQL. What it has brought along is no object of the schema.
struct Extension {
  std::string name;
  std::string version = {};
  std::string place = {};  ///< the schema its objects are in
  Text comment = {};
};

/// Who may do what: only told, never made.
struct Grant {
  Kind on = Kind::table;
  Name object;
  std::string part = {};    ///< a column, or the arguments of a routine
  std::string rights = {};  ///< as the server prints them
};

/// What is there and no other member tells: only named, so that nobody believes it was carried
/// over.
struct Untold {
  std::string sort;  ///< `collation`, `operator`, `publication`
  Name name;
};

/// A schema as a thing of its own.
struct Namespace {
  std::string name;
  Text comment = {};
  int made_by = 0;  ///< see State::Maker
};

/// What the objects were read from.
struct Origin {
  std::string product;         ///< `PostgreSQL`
  std::string version;         ///< `15.18`
  std::string short_name;      ///< as Liquibase calls the database: `postgresql`
  std::string catalog;         ///< the database
  std::string default_schema;  ///< where names without a place are; empty where there is one only
  std::string user, url;       ///< without a password
  /// What a table there has that says nothing of it: `engine`, `charset`.
  std::vector<Option> usual_options = {};
};

/// What lies in schemas that were not read and needs something of those that were: tables with
/// their names and the foreign keys that point here, views with their names and what they use here.
struct Dependents {
  std::vector<Table> tables = {};
  std::vector<View> views = {};
};

/// Everything, each kind in the order of its names. `schemas` has those that were read; none where
/// a database has no schemas, and its objects have no place.
struct Schema {
  Origin origin = {};
  std::vector<Namespace> schemas = {};
  std::vector<Extension> extensions = {};
  std::vector<Type> types = {};
  std::vector<Sequence> sequences = {};
  std::vector<Table> tables = {};
  std::vector<View> views = {};
  std::vector<Routine> routines = {};
  std::vector<Program> programs = {};
  std::vector<Grant> grants = {};
  std::vector<Untold> untold = {};
  Dependents dependents = {};  ///< where they were asked for; no part of any comparison

  /// By the exact name; nullptr where there is none. Objects must be sorted.
  const Table* table(const Name& name) const;
  const View* view(const Name& name) const;
  const Sequence* sequence(const Name& name) const;
  /// Puts every kind in the order of its names (place, name, then what tells equal names apart).
  void sort();
};

/// What of a database is read.
struct Scope {
  std::vector<std::string> schemas = {};  ///< by name; empty for the default one
  bool all = false;                       ///< every schema but the system's
  bool grants = false;
  bool dependents = false;  ///< also what of the others needs what is read
};

}  // namespace ebbtide::schema
