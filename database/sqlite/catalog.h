#pragma once

#include "database/catalog.h"

namespace ebbtide {

class Connection;

/// Reads sqlite_master and the pragmas that explain it. Borrows the connection. A database is one
/// file: schemas and catalogs of names are passed over, attached files are not read.
class SqliteCatalog final : public Catalog {
 public:
  explicit SqliteCatalog(Connection& connection) : connection_(connection) {}

  std::optional<schema::Table> table(const ObjectName& name) const override;
  std::optional<std::string> identity(const ObjectName& table) const override;
  bool has_view(const ObjectName& name) const override;
  std::optional<schema::View> view(const ObjectName& name) const override;
  std::vector<schema::Program> triggers_on(const ObjectName& table) const override;
  bool has_sequence(const ObjectName&) const override { return false; }
  std::vector<StoredObject> objects_like(const ObjectName& name) const override;
  std::vector<StoredKey> keys_like(StoredKey::Kind kind, const ObjectName& name) const override;
  std::vector<std::string> column_names(const StoredObject& relation) const override;
  std::vector<PointingKey> foreign_keys_into(const ObjectName& table) const override;
  std::vector<std::string> views_on(const ObjectName& table) const override;
  Statistics statistics() const override;
  Rows query(const std::string& sql) const override;

 private:
  std::string literal(std::string_view text) const;

  Connection& connection_;
};

}  // namespace ebbtide
