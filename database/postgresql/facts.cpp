#include "database/postgresql/facts.h"

#include <algorithm>

#include "database/postgresql/cost.h"
#include "database/postgresql/locks.h"
#include "database/postgresql/reserved_words.h"
#include "database/postgresql/unnamed_key.h"

namespace ebbtide {
namespace {

static_assert(std::is_sorted(postgresql_reserved_words.begin(), postgresql_reserved_words.end()));

using Kind = Restriction::Kind;
constexpr Restriction restrictions[] = {
    {"addColumn", "beforeColumn", Kind::refused},
    {"addColumn", "afterColumn", Kind::refused},
    {"addColumn", "position", Kind::refused},
    {"addUniqueConstraint", "clustered", Kind::refused},
    {"createProcedure", "replaceIfExists", Kind::refused},
    {"createSequence", "ordered", Kind::refused_when_given},
};

constexpr Features features{
    Feature::sequences,
    Feature::tablespaces,
    Feature::deferrable_keys,
    Feature::remarks,
    Feature::view_remarks,
    Feature::create_or_replace_view,
    Feature::multi_row_insert,
    Feature::generated_columns,
    Feature::schemas,
    Feature::transactional_ddl,
    Feature::alter_column,
    Feature::keys_guard_tables,
    Feature::cascaded_drops,
    Feature::keys_go_with_columns,
    Feature::views_know_tables,
    Feature::limited_texts,
    Feature::names_not_null,
    Feature::names_primary_keys,
    Feature::adds_key_columns,
    Feature::inserts_or_fails,
    Feature::numbers_any_column,
    Feature::quotes_mixed_case,
    Feature::temporary_has_no_place,
    Feature::jdbc_escapes,
    Feature::upper_case_results,
    Feature::drops_default_first,
    Feature::uuids,
    Feature::lower_case_own_tables,
    Feature::time_fractions,
};

constexpr Spellings spellings{
    .line_break = "' || CHR(10) || '",
    .bit_on = "B'1'",
    .bit_off = "B'0'",
    .xml = "xml %1",
    .next_value = "nextval('%1')",
    .current_value = "currval('%1')",
    .large_object_type = "oid",
    .large_object = "lo_from_bytea(0, ?)",
    .not_valid_clause = " NOT VALID ",
    .tracking_timestamp = "TIMESTAMP WITHOUT TIME ZONE",
    .cluster = "CLUSTER %1 USING %2",
    .drop_sequence = "DROP SEQUENCE %1 CASCADE",
    .missing_table = "42P01",
};

constexpr sql::Syntax syntax{.dollar_quotes = true,
                             .escape_strings = true,
                             .returns_end_comments = true,
                             .nested_comments = true,
                             .semicolons_in_brackets = true,
                             .lasting_setting = "search_path",
                             .has_exact_reader = true,
                             .fold = sql::Fold::lower,
                             .longest_name = 63};

constexpr SerialType serial_types[] = {
    {"serial", "integer"}, {"serial4", "integer"},      {"bigserial", "bigint"},
    {"serial8", "bigint"}, {"smallserial", "smallint"}, {"serial2", "smallint"},
};

constexpr std::string_view system_schemas[] = {"pg_*", "information_schema"};

/// As Liquibase does, with a table that is stored as low_table and its parts:
///
///   tableExists, columnExists             LOW_TABLE, Low_Table, LOW_COLUMN: found
///   primaryKeyExists, foreignKey…         LOW_KEY alone, without a table: found
///   sequenceExists                        LOW_SEQUENCE, or the schema PUBLIC: not found
///   uniqueConstraintExists, by name       LOW_UNIQUE: found as SQL without quotes folds it, so not
///                                         where the strategy quotes all names
///   the same, by columns                  LOW_ROW: found, but not of LOW_TABLE
constexpr LookupRules lookup{
    .relation = NameMatch::any_case,
    .relation_schema = NameMatch::lowered,
    .column = NameMatch::any_case,
    .column_schema = NameMatch::any_case,
    .sequence = NameMatch::exact,
    .key_table = NameMatch::folded,
    .primary_key = NameMatch::any_case,
    .foreign_key = NameMatch::any_case,
    .index = NameMatch::both_folded,
    .index_column = NameMatch::any_case,
    .unique_constraint = NameMatch::folded,
    .unique_column = NameMatch::any_case,
    .unique_schema = NameMatch::folded,
    .unique_by_columns_is_folded = true,
    .primary_key_is_unique = true,
    .keys_are_indexes = true,
};

}  // namespace

Facts postgresql_facts(ServerVersion version, bool backslash_escapes) {
  Facts facts{.name = "postgresql",
              .product_name = "PostgreSQL",
              .version = version,
              .features = features,
              .spellings = spellings,
              .syntax = syntax,
              .restrictions = restrictions,
              .reserved_words = postgresql_reserved_words,
              .locks = postgresql_locks(),
              .lock_modes = postgresql_lock_modes(),
              .lock_in_text = postgresql_lock_in_text,
              .cost = postgresql_cost,
              .own_name = postgresql_own_name,
              .serial_types = serial_types,
              .system_schemas = system_schemas,
              .lookup = lookup};
  facts.syntax.backslash_escapes = backslash_escapes;
  facts.spellings.binary = backslash_escapes ? R"('\\x%1')" : R"('\x%1')";
  facts.own_place = "public";
  return facts;
}

}  // namespace ebbtide
