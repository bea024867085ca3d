#include "database/sqlite/facts.h"

namespace ebbtide {
namespace {

using Kind = Restriction::Kind;

/// As in Liquibase 4.28: what SQLite's ALTER TABLE lacks is refused, but for the changes of columns
/// that the dialect makes by building the table anew.
constexpr Restriction restrictions[] = {
    {"addAutoIncrement", "columnDataType", Kind::required},
    {"addLookupTable", "", Kind::unsupported},
    {"addNotNullConstraint", "", Kind::unsupported},
    {"addPrimaryKey", "", Kind::unsupported},
    {"addUniqueConstraint", "", Kind::unsupported},
    {"alterSequence", "", Kind::skipped},
    {"createProcedure", "", Kind::unsupported},
    {"createSequence", "", Kind::skipped},
    {"dropDefaultValue", "", Kind::unsupported},
    {"dropNotNullConstraint", "", Kind::unsupported},
    {"dropProcedure", "", Kind::unsupported},
    {"dropSequence", "", Kind::skipped},
    {"dropUniqueConstraint", "", Kind::unsupported},
    {"modifyDataType", "", Kind::unsupported},
    {"renameSequence", "", Kind::unsupported},
    {"setColumnRemarks", "", Kind::unsupported},
    {"setTableRemarks", "", Kind::unsupported},
};

constexpr Features features{Feature::transactional_ddl,      Feature::deferrable_keys,
                            Feature::keys_go_with_columns,   Feature::keeps_texts,
                            Feature::names_primary_keys,     Feature::primary_keys_take_null,
                            Feature::names_not_null,         Feature::numbers_any_column,
                            Feature::numbered_key_inline,    Feature::new_index_has_place,
                            Feature::moments_as_millis,      Feature::prepares_loaded_rows,
                            Feature::fills_not_null_columns, Feature::counts_last_change};

constexpr Spellings spellings{.yes = "1",
                              .no = "0",
                              .now = "CURRENT_TIMESTAMP",
                              .tracking_timestamp = "TEXT",
                              .missing_table = "no such table"};

/// As Liquibase does, with a table that is stored as low_table and its parts:
///
///   tableExists, columnExists             LOW_TABLE, LOW_COLUMN: not found
///   foreignKeyConstraintExists            low_foreign: found; LOW_FOREIGN: not
///   primaryKeyExists                      an error without a table
///   uniqueConstraintExists                never found, and there are no sequences
constexpr LookupRules lookup{
    .relation = NameMatch::exact,
    .relation_schema = NameMatch::any_case,
    .column = NameMatch::exact,
    .column_schema = NameMatch::any_case,
    .sequence = NameMatch::never,
    .key_table = NameMatch::any_case,
    .primary_key = NameMatch::any_case,
    .foreign_key = NameMatch::exact,
    .index = NameMatch::exact,
    .index_column = NameMatch::exact,
    .unique_constraint = NameMatch::never,
    .unique_column = NameMatch::never,
    .unique_schema = NameMatch::any_case,
    .primary_key_needs_table = true,
};

}  // namespace

Facts sqlite_facts(ServerVersion version) {
  return {.name = "sqlite",
          .product_name = "SQLite",
          .version = version,
          .features = features,
          .spellings = spellings,
          .syntax = sqlite_syntax,
          .restrictions = restrictions,
          .whole_lock = "RESERVED, EXCLUSIVE at the commit",
          .whole_lock_object = "the database file",
          .own_place = "main",
          .lookup = lookup};
}

}  // namespace ebbtide
