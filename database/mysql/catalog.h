#pragma once

#include "database/catalog.h"

namespace ebbtide {

class Connection;

/// Reads the information schema of MySQL and MariaDB. Borrows the connection. A schema and a
/// catalog are the same to them: a database; where a name has both, the catalog counts. A unique
/// constraint is a unique index there, and is told as one.
class MysqlCatalog final : public Catalog {
 public:
  MysqlCatalog(Connection& connection, Defaults defaults)
      : connection_(connection), defaults_(std::move(defaults)) {}

  std::optional<schema::Table> table(const ObjectName& name) const override;
  std::optional<std::string> identity(const ObjectName& table) const override;
  bool has_view(const ObjectName& name) const override;
  bool has_sequence(const ObjectName& name) const override;
  std::vector<StoredObject> objects_like(const ObjectName& name) const override;
  std::vector<StoredKey> keys_like(StoredKey::Kind kind, const ObjectName& name) const override;
  std::vector<std::string> column_names(const StoredObject& relation) const override;
  std::optional<bool> has_routine(std::string_view kind, const ObjectName& name) const override;
  std::optional<std::string> condition_of(sql::Thing thing, const ObjectName& name,
                                          std::string_view part) const override;
  std::vector<PointingKey> foreign_keys_into(const ObjectName& table) const override;
  std::vector<std::string> views_on(const ObjectName& table) const override;
  Statistics statistics() const override;
  Rows query(const std::string& sql) const override;

 private:
  std::string literal(std::string_view text) const;
  std::string database_of(const ObjectName& name) const;
  /// `table_schema = '…' AND table_name = '…'`.
  std::string condition(const ObjectName& name) const;
  bool exists(const ObjectName& name, std::string_view type) const;
  std::vector<std::string> places_of_keys_into(const ObjectName& table) const;

  Connection& connection_;
  Defaults defaults_;
};

}  // namespace ebbtide
