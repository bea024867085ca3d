#include "database/mysql/facts.h"

#include <algorithm>
#include <array>

#include "database/mysql/cost.h"
#include "database/mysql/locks.h"
#include "database/mysql/reserved_words.h"
#include "database/mysql/unnamed_key.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// As Liquibase does, with a table that is stored as low_table and its parts:
///
///   tableExists                           LOW_TABLE: not found
///   columnExists                          LOW_COLUMN of low_table: found; of LOW_TABLE: not
///   foreignKey…, sequenceExists           to the letter
///   primaryKeyExists                      an error without a table
///   uniqueConstraintExists                LOW_UNIQUE: found; by columns: never
constexpr LookupRules lookup{
    .relation = NameMatch::exact,
    .relation_schema = NameMatch::exact,
    .column = NameMatch::any_case,
    .column_schema = NameMatch::exact,
    .sequence = NameMatch::exact,
    .key_table = NameMatch::exact,
    .primary_key = NameMatch::any_case,
    .foreign_key = NameMatch::exact,
    .index = NameMatch::exact,
    .index_column = NameMatch::exact,
    .unique_constraint = NameMatch::any_case,
    .unique_column = NameMatch::never,
    .unique_schema = NameMatch::exact,
    .primary_key_needs_table = true,
    .keys_are_indexes = true,
    .primary_key_name = "PRIMARY",
};

static_assert(std::is_sorted(mysql_reserved_words.begin(), mysql_reserved_words.end()));
constexpr std::string_view mariadb_reserved_words[] = {"PERIOD"};

using Kind = Restriction::Kind;

/// What neither of the two does.
constexpr auto common_restrictions = std::to_array<Restriction>({
    {"addAutoIncrement", "columnDataType", Kind::required},
    {"addAutoIncrement", "incrementBy", Kind::refused},
    {"addColumn", "beforeColumn", Kind::refused},
    {"addColumn", "position", Kind::refused},
    {"addForeignKeyConstraint", "deferrable", Kind::refused},
    {"addForeignKeyConstraint", "initiallyDeferred", Kind::refused},
    {"addLookupTable", "newColumnDataType", Kind::required},
    {"addNotNullConstraint", "columnDataType", Kind::required},
    {"addPrimaryKey", "clustered", Kind::refused},
    {"addPrimaryKey", "forIndexName", Kind::refused},
    {"addUniqueConstraint", "clustered", Kind::refused},
    {"addUniqueConstraint", "forIndexName", Kind::refused},
    {"createTable", "incrementBy", Kind::refused},
    {"dropIndex", "tableName", Kind::required},
    {"dropNotNullConstraint", "columnDataType", Kind::required},
    {"renameColumn", "columnDataType", Kind::required},
    {"setColumnRemarks", "columnDataType", Kind::required},
});

/// The common ones and then these.
template <std::size_t N>
constexpr auto with_common(const Restriction (&own)[N]) {
  std::array<Restriction, common_restrictions.size() + N> all;
  const auto end = std::copy(common_restrictions.begin(), common_restrictions.end(), all.begin());
  std::copy(std::begin(own), std::end(own), end);
  return all;
}

constexpr auto mysql_restrictions = with_common({
    {"alterSequence", "", Kind::skipped},
    {"createSequence", "", Kind::skipped},
    {"dropSequence", "", Kind::skipped},
    {"renameSequence", "", Kind::unsupported},
});

constexpr auto mariadb_restrictions = with_common({
    {"alterSequence", "dataType", Kind::refused},
    {"createSequence", "dataType", Kind::refused},
});

constexpr Features features{
    Feature::create_or_replace_view, Feature::column_remarks_inline,
    Feature::multi_row_insert,       Feature::alter_column,
    Feature::restates_columns,       Feature::remarks,
    Feature::keys_guard_tables,      Feature::keys_need_indexes,
    Feature::schemas_are_databases,  Feature::views_know_tables,
    Feature::limited_texts,          Feature::unchecked_keys,
    Feature::adds_key_columns,       Feature::numbered_key_first,
    Feature::now_keeps_digits,       Feature::indexes_belong_to_tables,
    Feature::prepares_loaded_rows,   Feature::lower_case_told_tables,
    Feature::drops_default_first,    Feature::inserts_or_fails,
    Feature::keys_always_restrict,
};

constexpr Spellings spellings{
    .line_comment = "-- ",
    .yes = "1",
    .no = "0",
    .concat = "CONCAT_WS(%2, %1, %3)",
    // Collations take letters of another case, with another accent, and blanks at the end for the
    // same.
    .is_exactly =
        "CAST(CONVERT(%1 USING utf8mb4) AS BINARY) = "
        "CAST(CONVERT(%2 USING utf8mb4) AS BINARY)",
    .null_clause = " NULL",
    .no_cycle_clause = " NOCYCLE ",
    .tracking_timestamp = "datetime",
    .drop_default = "ALTER TABLE %1 ALTER %2 DROP DEFAULT",
    .drop_unique = "ALTER TABLE %1 DROP KEY %2",
    .drop_index = "DROP INDEX %1 ON %2",
    .missing_table = "42S02",
};

constexpr std::string_view system_schemas[] = {"information_schema", "mysql", "performance_schema",
                                               "sys"};

Facts common_facts(ServerVersion version, std::string_view sql_mode) {
  const bool double_quotes_are_text = !contains(sql_mode, "ANSI_QUOTES");
  const bool backslash_escapes = !contains(sql_mode, "NO_BACKSLASH_ESCAPES");
  // As Liquibase does: the fraction is kept where each part of the version is high enough.
  const bool fractions = version.major >= 5 && version.minor >= 6 && version.patch >= 4;
  Facts facts;
  facts.version = version;
  facts.features = features.with(Feature::time_fractions, fractions);
  facts.spellings = spellings;
  facts.spellings.line_break = backslash_escapes ? "\\n" : "\n";
  facts.syntax = {.name_marks = double_quotes_are_text ? "``" : "``\"\"",
                  .double_quotes_are_text = double_quotes_are_text,
                  .backslash_escapes = backslash_escapes,
                  .dashes = sql::Dashes::before_blank,
                  .hash_comments = true,
                  .delimiter_command = true,
                  .executable_comments = true,
                  .comment_version = version.major * 10000 + version.minor * 100 + version.patch,
                  .bare_routine_bodies = true};
  facts.reserved_words = mysql_reserved_words;
  facts.locks = mysql_locks();
  facts.lock_modes = mysql_lock_modes();
  facts.cost = mysql_cost;
  facts.own_name = mysql_own_name;
  facts.system_schemas = system_schemas;
  facts.lookup = lookup;
  return facts;
}

}  // namespace

Facts mysql_facts(ServerVersion version, std::string_view sql_mode) {
  Facts facts = common_facts(version, sql_mode);
  facts.name = "mysql";
  facts.product_name = "MySQL";
  facts.restrictions = mysql_restrictions;
  return facts;
}

Facts mariadb_facts(ServerVersion version, std::string_view sql_mode) {
  Facts facts = common_facts(version, sql_mode);
  facts.name = "mariadb";
  facts.product_name = "MariaDB";
  const bool has_sequences = version >= ServerVersion{10, 3, 0};
  facts.features = facts.features.with(Feature::uuids, version >= ServerVersion{10, 7, 0})
                       .with(Feature::sequences, has_sequences);
  if (has_sequences) facts.spellings.next_value = "NEXT VALUE FOR %1";
  facts.syntax.mariadb_comments = true;
  facts.restrictions = mariadb_restrictions;
  facts.cost = mariadb_cost;
  facts.own_reserved_words = mariadb_reserved_words;
  return facts;
}

}  // namespace ebbtide
