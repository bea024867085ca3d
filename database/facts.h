#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "database/locks.h"
#include "database/lookup.h"
#include "database/server_version.h"
#include "schema/rules.h"
#include "sql/syntax.h"

namespace ebbtide {

class Dialect;
struct EffectCost;
struct Facts;
struct TableBefore;
struct UnnamedKey;

/// What a database does in one of two ways. What depends on its version is settled when its facts
/// are made.
enum class Feature {
  // What it has
  sequences,
  tablespaces,
  deferrable_keys,
  remarks,  ///< tables and columns can carry a comment
  view_remarks,
  column_remarks_inline,  ///< remarks belong to the column's definition, not to a statement
  create_or_replace_view,
  multi_row_insert,
  uuids,              ///< a type for them
  time_fractions,     ///< of a second, in a type without a date
  generated_columns,  ///< GENERATED ALWAYS … stands in the place of a default
  schemas,            ///< a database has several
  schemas_are_databases,

  // How its structure holds together
  transactional_ddl,     ///< a changeset can be undone as a whole when it fails
  alter_column,          ///< a column's type and NOT NULL can be changed in place
  restates_columns,      ///< and a column is then stated anew: what is not said again is lost
  keys_guard_tables,     ///< a table that a foreign key points to cannot be dropped
  keys_need_indexes,     ///< nor can the last index of a foreign key's own columns
  keys_go_with_columns,  ///< foreign keys of a column that is dropped
  keys_always_restrict,  ///< at once: NO ACTION of a foreign key is RESTRICT
  cascaded_drops,        ///< DROP … CASCADE drops what needs the object too
  views_know_tables,     ///< the catalog tells exactly which tables a view reads
  limited_texts,         ///< a column keeps no more letters than its type says
  keeps_texts,  ///< of statements, edited by those that follow, as all there is to a table or view
  names_primary_keys,        ///< else a name is taken and forgotten
  primary_keys_take_null,    ///< unless the column says NOT NULL
  names_not_null,            ///< NOT NULL can be a named constraint of a new column
  numbers_any_column,        ///< also one that is not the key
  adds_key_columns,          ///< ADD COLUMN takes PRIMARY KEY
  numbered_key_inline,       ///< a lone numbered key column declares the key itself
  numbered_key_first,        ///< a numbered column comes first in its key
  indexes_belong_to_tables,  ///< their names are the table's, and stand in no schema

  // How it is written, as Liquibase does
  quotes_mixed_case,       ///< names with letters of both cases
  new_index_has_place,     ///< CREATE INDEX names the schema of the index
  temporary_has_no_place,  ///< CREATE TEMPORARY TABLE does not name a schema
  now_keeps_digits,        ///< the 6 of CURRENT_TIMESTAMP(6), and what follows it
  moments_as_millis,       ///< prepared statements store moments so
  prepares_loaded_rows,    ///< rows of loadData are prepared statements unless told otherwise
  drops_default_first,     ///< the inverse of addColumn drops the default before the column
  fills_not_null_columns,  ///< ADD COLUMN gives the rows that exist their value
  lower_case_own_tables,   ///< the history, the lock and the journal
  lower_case_told_tables,  ///< and as `${database.…}` tells them
  unchecked_keys,          ///< changelogs are told that foreign keys can go unchecked
  jdbc_escapes,            ///< a JDBC driver edits statements before it sends them
  upper_case_results,      ///< columns of an answer are told so
  counts_last_change,      ///< what defines something counts the rows of the change before it
  inserts_or_fails,        ///< a row that is not inserted is an error, but where a trigger watches
};

/// A set of features.
class Features {
 public:
  constexpr Features() = default;
  constexpr Features(std::initializer_list<Feature> all) {
    for (const Feature one : all) bits_ |= bit(one);
  }

  constexpr bool has(Feature feature) const { return (bits_ & bit(feature)) != 0; }
  /// These and, where that holds, one more.
  constexpr Features with(Feature feature, bool holds = true) const {
    Features all = *this;
    if (holds) all.bits_ |= bit(feature);
    return all;
  }

 private:
  static constexpr std::uint64_t bit(Feature feature) {
    return std::uint64_t{1} << static_cast<unsigned>(feature);
  }
  std::uint64_t bits_ = 0;
};

/// How a database spells what it does like all others, byte for byte as Liquibase 4.28 does. `%1`,
/// `%2` … stand for operands that are spelled already; see `spelled`.
struct Spellings {
  // Texts and scripts
  std::string_view text_open = "'";                    ///< what a text begins with: `N'` too
  std::string_view line_break = "' || CHAR(10) || '";  ///< within a text, without one
  std::string_view line_comment = "--";
  std::string_view statement_end = ";";  ///< in scripts: `\nGO` too

  // Values
  std::string_view yes = "TRUE", no = "FALSE";
  std::string_view bit_on = "1", bit_off = "0";  ///< of a column of type BIT
  std::string_view now = "NOW()";
  std::string_view binary = "X'%1'";                     ///< of hex digits
  std::string_view xml = "%1";                           ///< of a text literal
  std::string_view concat = "%1 || %2 || %3";            ///< two columns around a separator
  std::string_view next_value = {}, current_value = {};  ///< of a sequence; empty where it has none
  std::string_view large_object_type = {};  ///< of columns that hold numbers of large objects
  std::string_view large_object = {};       ///< what makes one of `?`
  std::string_view is_exactly = "%1 = %2";  ///< holds for this very text and for no other that the
                                            ///< column's collation takes for the same

  // Clauses
  std::string_view null_clause = {};       ///< of a column that may be NULL
  std::string_view not_valid_clause = {};  ///< of a key that rows are not checked for
  std::string_view no_cycle_clause = " NO CYCLE ";
  std::string_view tracking_timestamp = {};  ///< the type of moments in the history

  // Statements
  std::string_view cluster = {};  ///< table %1 by index %2; empty for none
  std::string_view drop_default = "ALTER TABLE %1 ALTER COLUMN %2 DROP DEFAULT";
  std::string_view drop_unique = "ALTER TABLE %1 DROP CONSTRAINT %2";
  std::string_view drop_index = "DROP INDEX %1";  ///< %2 is the table
  std::string_view drop_sequence = "DROP SEQUENCE %1";

  // Errors
  std::string_view missing_table = {};  ///< the state of, or how its message begins
};

/// A spelling with its operands in place.
std::string spelled(std::string_view spelling, std::initializer_list<std::string_view> operands);

/// One thing a dialect does not do as a change asks. `attribute` is empty for the whole change.
struct Restriction {
  enum class Kind {
    unsupported,
    skipped,  ///< does nothing there and is no error, as Liquibase does with sequences
    required,
    refused,            ///< unless it is false
    refused_when_given  ///< even as false
  };
  std::string_view change;
  std::string_view attribute;
  Kind kind;
};

/// What is true of one database, as data: all that its words, and whoever writes or reads SQL
/// elsewhere, have to know of it. Facts are made for a version and never change; what their spans
/// and views show lives as long as the program. To add a fact: a member or a Feature, its value in
/// the facts.cpp of each database that differs from the default.
struct Facts {
  std::string_view name;          ///< the word used in dbms="…"
  std::string_view product_name;  ///< the word used in messages
  ServerVersion version = {};
  Features features = {};
  Spellings spellings = {};
  sql::Syntax syntax = {};
  std::span<const Restriction> restrictions = {};
  std::span<const std::string_view> reserved_words = {};      ///< sorted, in capitals
  std::span<const std::string_view> own_reserved_words = {};  ///< more of them
  std::span<const SqlLockRow> locks = {};
  /// Where a statement locks the whole database instead: the mode, and what is locked.
  std::string_view whole_lock = {}, whole_lock_object = {};
  std::span<const std::string_view> lock_modes = {};  ///< the strongest first
  /// The mode that the text of an effect tells; empty where it is that of its row. Null where no
  /// text does.
  std::string_view (*lock_in_text)(const sql::Effect&, std::string_view, const Facts&) = nullptr;
  /// What an effect costs there (database/cost.h); null where nobody has said.
  std::optional<EffectCost> (*cost)(const sql::Effect&, const TableBefore&, const Facts&) = nullptr;
  /// The name that a key gets which nobody has named (schema/unnamed_key.h); null where a
  /// statement cannot say it.
  std::string (*own_name)(const UnnamedKey&) = nullptr;
  /// Of those for one type the first is what programs call it.
  std::span<const SerialType> serial_types = {};
  /// What a place that nobody names is called, where a session does not tell.
  std::string_view own_place = {};
  /// Schemas that are the database's own, as patterns in which `*` stands for any letters.
  std::span<const std::string_view> system_schemas = {};
  LookupRules lookup = {};  ///< how preconditions compare names

  bool has(Feature feature) const { return features.has(feature); }
  /// Whether a name without quotes would be taken for a keyword; in any case.
  bool is_reserved(std::string_view word) const;
  std::string_view boolean(bool value) const { return value ? spellings.yes : spellings.no; }
};

const Facts& facts_of(const Dialect& dialect);

/// The locks that one effect of a statement takes, in the words of the database; none where no row
/// of its table fits. With the statement it is known which of its forms it is, some of which take
/// less than others; without it the strongest is told.
std::vector<SqlLock> locks_of(const sql::Effect& effect, const Facts& facts,
                              std::string_view statement = {});

/// The name of a table of our own, and what `${database.…}` tells of it to changelogs.
std::string own_table_name(std::string_view name, const Facts& facts);
std::string told_table_name(std::string_view name, const Facts& facts);

/// SQL that was written for a JDBC driver, as the database itself takes it.
std::string without_jdbc_escapes(std::string sql, const Facts& facts);
/// A text of several statements as the JDBC driver hands it on.
std::string without_blank_statements(std::string sql, const Facts& facts);

}  // namespace ebbtide
