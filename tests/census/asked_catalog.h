#pragma once

#include <optional>
#include <string>
#include <vector>

#include "database/catalog.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide::census {

enum class Presence { nothing, bare, all };

/// A database in which nothing is there, or every table without parts, or every table with a part
/// of each name in the statement. Keeps what it is asked for.
class AskedCatalog final : public Catalog {
 public:
  AskedCatalog(Presence presence, const std::vector<sql::Token>& words) : presence_(presence) {
    for (const sql::Token& word : words) {
      if (word.is_name()) names_.push_back(word.value());
    }
  }

  const std::string& asked() const { return asked_; }

  std::optional<schema::Table> table(const ObjectName& name) const override {
    if (!is_there("table", name)) return std::nullopt;
    schema::Table table;
    table.name.name = name.name;
    if (presence_ == Presence::bare) return table;
    for (const std::string& one : names_) {
      table.columns.push_back({one, "int", true});
      table.indexes.push_back({.name = one, .parts = {{.text = one}}});
      table.foreign_keys.push_back({.name = one, .columns = {one}, .referenced = {"", "other"}});
      table.checks.push_back({.name = one});
    }
    table.primary_key = schema::Key{"key"};
    return table;
  }
  std::optional<std::string> identity(const ObjectName&) const override { return std::nullopt; }
  bool has_view(const ObjectName& name) const override { return is_there("view", name); }
  bool has_sequence(const ObjectName& name) const override { return is_there("sequence", name); }
  std::vector<StoredObject> objects_like(const ObjectName&) const override { return {}; }
  std::vector<StoredKey> keys_like(StoredKey::Kind, const ObjectName&) const override { return {}; }
  std::vector<std::string> column_names(const StoredObject&) const override { return {}; }
  std::optional<bool> has_routine(std::string_view kind, const ObjectName& name) const override {
    return is_there(lower(kind), name);
  }
  std::vector<PointingKey> foreign_keys_into(const ObjectName&) const override { return {}; }
  std::vector<std::string> views_on(const ObjectName&) const override { return {}; }
  Rows query(const std::string&) const override { return {}; }

 private:
  bool is_there(const std::string& kind, const ObjectName& name) const {
    asked_ += kind + " " + std::string(name.schema) + "." + std::string(name.name) + " ";
    return presence_ != Presence::nothing;
  }

  Presence presence_;
  std::vector<std::string> names_;
  mutable std::string asked_;
};

}  // namespace ebbtide::census
