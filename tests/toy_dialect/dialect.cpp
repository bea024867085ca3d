#include "tests/toy_dialect/dialect.h"

#include "database/dialect.h"
#include "database/literals.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view reserved_words[] = {"GROUP", "ORDER", "SELECT", "TABLE", "USER"};

constexpr Features features{Feature::sequences,
                            Feature::tablespaces,
                            Feature::deferrable_keys,
                            Feature::remarks,
                            Feature::view_remarks,
                            Feature::multi_row_insert,
                            Feature::uuids,
                            Feature::schemas,
                            Feature::transactional_ddl,
                            Feature::alter_column,
                            Feature::keys_go_with_columns,
                            Feature::names_primary_keys,
                            Feature::names_not_null,
                            Feature::numbers_any_column,
                            Feature::adds_key_columns,
                            Feature::drops_default_first,
                            Feature::indexes_belong_to_tables};

constexpr Spellings spellings{
    .text_open = "N'",
    .line_break = "' + NCHAR(10) + N'",
    .statement_end = "\nGO",
    .yes = "1",
    .no = "0",
    .now = "GETDATE()",
    .binary = "0x%1",
    .concat = "%1 + %2 + %3",
    .next_value = "NEXT VALUE FOR %1",
    .current_value = "CURRENT VALUE FOR %1",
    .tracking_timestamp = "datetime2(3)",
    .cluster = "CLUSTER %1 BY %2",
    .drop_default = "ALTER TABLE %1 DROP DEFAULT FOR %2",
    .drop_index = "DROP INDEX %1 ON %2",
};

Facts toy_facts(ServerVersion version) {
  return {.name = "toy",
          .product_name = "Toy",
          .version = version,
          .features = features.with(Feature::create_or_replace_view, version.major >= 2),
          .spellings = spellings,
          .syntax = {.name_marks = "[]"},
          .reserved_words = reserved_words};
}

class ToyDialect final : public Dialect {
 public:
  using Dialect::Dialect;

  std::string place(const ObjectName& given, const Names& names) const override {
    const std::string_view schema =
        given.schema.empty() ? std::string_view(names.defaults().schema) : given.schema;
    return schema.empty() ? "" : names.quote(schema);
  }

  std::string auto_increment_clause(const AutoIncrement&) const override { return " IDENTITY"; }

  Statements rename_table(const ObjectName& from, const ObjectName& to,
                          const Site& site) const override {
    return rename(site.names.object(from), to.name, "");
  }

  Statements rename_view(const ObjectName& from, const ObjectName& to,
                         const Site& site) const override {
    return rename(site.names.object(from), to.name, "");
  }

  Statements rename_column(const RenamedColumn& change, const Site& site) const override {
    return rename(site.names.object(change.table) + "." + site.names.quote(change.from), change.to,
                  "COLUMN");
  }

  Statements modify_type(const ObjectName& table, std::string_view column, const DataType& type,
                         const Site& site) const override {
    return {{alter_column(table, column, site) + this->type(type)}};
  }

  Statements set_nullable(const ObjectName& table, std::string_view column, const Text& type,
                          bool nullable, const Site& site) const override {
    const std::string declared = type ? this->type(DataType::parse(*type)) + " " : "";
    return {{alter_column(table, column, site) + declared + (nullable ? "NULL" : "NOT NULL")}};
  }

  Statements set_default(const ColumnDefault& change, const Site& site) const override {
    return {{"ALTER TABLE " + site.names.object(change.table) + " ADD DEFAULT " +
             default_literal(change.value, site.names) + " FOR " +
             site.names.quote(change.column)}};
  }

  Statements add_auto_increment(const NumberedColumn& change, const Site& site) const override {
    return {{alter_column(change.table, change.column, site) + "ADD IDENTITY"}};
  }

  Statements drop_primary_key(const ObjectName& table, const Text& constraint,
                              const Site& site) const override {
    return {{"ALTER TABLE " + site.names.object(table) + " DROP " +
             (constraint ? "CONSTRAINT " + site.names.quote(*constraint) : "PRIMARY KEY")}};
  }

  Statements insert_or_update(const RowUpsert& row, const Site& site) const override {
    Statements statements;
    if (std::string update = row.update(site.names); !update.empty())
      statements.push_back({std::move(update)});
    if (!row.only_update)
      statements.push_back({"IF @@ROWCOUNT = 0 " + row.insert("INSERT INTO ", site.names)});
    return statements;
  }

  Statements tag_last_row(const ObjectName& history, std::string_view tag,
                          const Site& site) const override {
    return {
        {"UPDATE LAST " + site.names.object(history) + " SET TAG = " + text_literal(tag, facts())}};
  }

 private:
  Statements rename(const std::string& from, std::string_view to, std::string_view what) const {
    return {{"EXEC sp_rename " + text_literal(from, facts()) + ", " + text_literal(to, facts()) +
             (what.empty() ? "" : ", " + text_literal(what, facts()))}};
  }

  static std::string alter_column(const ObjectName& table, std::string_view column,
                                  const Site& site) {
    return "ALTER TABLE " + site.names.object(table) + " ALTER COLUMN " + site.names.quote(column) +
           " ";
  }
};

}  // namespace

std::unique_ptr<const Dialect> make_toy_dialect(ServerVersion version) {
  return std::make_unique<ToyDialect>(toy_facts(version));
}

}  // namespace ebbtide
