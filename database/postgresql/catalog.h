#pragma once

#include "database/catalog.h"

namespace ebbtide {

class Connection;

/// Reads PostgreSQL's system catalog. Borrows the connection. Tables are plain, partitioned and
/// foreign ones; a materialized view is a view. The database of a name is passed over: there is no
/// way to another one.
class PostgresqlCatalog final : public Catalog {
 public:
  PostgresqlCatalog(Connection& connection, Defaults defaults)
      : connection_(connection), defaults_(std::move(defaults)) {}

  std::optional<schema::Table> table(const ObjectName& name) const override;
  std::optional<std::string> identity(const ObjectName& table) const override;
  bool has_view(const ObjectName& name) const override;
  bool has_sequence(const ObjectName& name) const override;
  std::vector<StoredObject> objects_like(const ObjectName& name) const override;
  std::vector<StoredKey> keys_like(StoredKey::Kind kind, const ObjectName& name) const override;
  std::vector<std::string> column_names(const StoredObject& relation) const override;
  std::vector<PointingKey> foreign_keys_into(const ObjectName& table) const override;
  std::vector<std::string> views_on(const ObjectName& table) const override;
  Statistics statistics() const override;
  Rows query(const std::string& sql) const override;

 private:
  std::string schema_of(const ObjectName& name) const;
  /// The condition on the schema `n`: the named one in any letters, or the default one.
  std::string in_schema_like(const ObjectName& name) const;
  /// The object's number where it exists as one of the kinds, such as `rp` for tables; else empty.
  std::string find(const ObjectName& name, std::string_view kinds) const;
  std::string literal(std::string_view text) const;

  Connection& connection_;
  Defaults defaults_;
};

}  // namespace ebbtide
