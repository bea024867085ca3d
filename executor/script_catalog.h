#pragma once

#include "database/catalog.h"

namespace ebbtide {

/// The live structure as far as a script may rely on it: what the tables are, not how SQLite wrote
/// them down, since statements that come earlier in the script may change that. So it says that it
/// is not current, by which a change knows that it may not make SQL from a table as it stands, and
/// it answers no query in SQL. Borrows the live one, and is used on its thread.
class ScriptCatalog final : public Catalog {
 public:
  explicit ScriptCatalog(const Catalog& live) : live_(live) {}

  bool is_current() const override { return false; }
  std::optional<schema::Table> table(const ObjectName& name) const override {
    return live_.table(name);
  }
  std::optional<std::string> identity(const ObjectName& table) const override {
    return live_.identity(table);
  }
  bool has_view(const ObjectName& name) const override { return live_.has_view(name); }
  bool has_sequence(const ObjectName& name) const override { return live_.has_sequence(name); }
  std::optional<schema::View> view(const ObjectName&) const override { refuse(); }
  std::vector<schema::Program> triggers_on(const ObjectName&) const override { refuse(); }
  std::vector<StoredObject> objects_like(const ObjectName& name) const override {
    return live_.objects_like(name);
  }
  std::vector<StoredKey> keys_like(StoredKey::Kind kind, const ObjectName& name) const override {
    return live_.keys_like(kind, name);
  }
  std::vector<std::string> column_names(const StoredObject& relation) const override {
    return live_.column_names(relation);
  }
  std::vector<PointingKey> foreign_keys_into(const ObjectName& table) const override {
    return live_.foreign_keys_into(table);
  }
  std::vector<std::string> views_on(const ObjectName& table) const override {
    return live_.views_on(table);
  }
  Rows query(const std::string& sql) const override { return NoCatalog().query(sql); }

 private:
  [[noreturn]] static void refuse() {
    NoCatalog().query("");
    throw StructureUnknown("a script cannot know this");
  }

  const Catalog& live_;
};

}  // namespace ebbtide
