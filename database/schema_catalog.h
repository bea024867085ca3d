#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "database/catalog.h"
#include "schema/state.h"

namespace ebbtide {

/// What is known of a database before the first statement of a script.
struct KnownSchema {
  schema::Schema schema = {};
  bool is_whole = true;  ///< whether what it does not have is not there
};

/// The structure that a statement of a script will find: what is known of the database, and what
/// the statements before it make of that. Whoever writes the script has it follow each of them.
///
/// Nothing is worked out before the first question, `known` is not asked before. About names in a
/// statement that nobody can read, or that may do anything, and about what is not there where that
/// is not known, every question is StructureUnknown. What lies outside of the schemas that are
/// known is asked of the live database, where there is one, as it is now; so are queries. Borrows
/// that one and what `known` borrows.
class SchemaCatalog final : public Catalog {
 public:
  using Known = std::function<KnownSchema()>;
  SchemaCatalog(Names names, Known known, const Catalog* live = nullptr);

  /// Goes on behind a statement.
  void follow(const Statement& statement);
  /// The same as a function, which borrows this.
  std::function<void(const Statement&)> follower() {
    return [this](const Statement& statement) { follow(statement); };
  }

  bool is_live() const override { return live_ != nullptr; }
  bool is_current() const override { return false; }
  bool is_there_now(const ObjectName& table) const override;
  std::optional<schema::Table> table(const ObjectName& name) const override;
  std::optional<std::string> identity(const ObjectName& table) const override;
  bool has_view(const ObjectName& name) const override;
  std::optional<schema::View> view(const ObjectName& name) const override;
  std::vector<schema::Program> triggers_on(const ObjectName& table) const override;
  bool has_sequence(const ObjectName& name) const override;
  std::vector<StoredObject> objects_like(const ObjectName& name) const override;
  std::vector<StoredKey> keys_like(StoredKey::Kind kind, const ObjectName& name) const override;
  std::vector<std::string> column_names(const StoredObject& relation) const override;
  std::vector<PointingKey> foreign_keys_into(const ObjectName& table) const override;
  std::vector<std::string> views_on(const ObjectName& table) const override;
  Rows query(const std::string& sql) const override;

  /// As it is behind the statements so far, and whether that is all there is.
  KnownSchema now() const;

 private:
  struct Followed {
    schema::State state;
    bool is_whole = true;
    std::set<std::string> unread = {};  ///< names that may stand for anything, in small letters
  };

  const Followed& followed() const;
  const schema::State& state() const { return followed().state; }
  sql::Name placed(const ObjectName& name) const;
  /// Whether only the live database can tell of a place.
  bool is_elsewhere(const sql::Name& name) const;
  void require_told(std::string_view name, bool is_found) const;
  const schema::Table* find(const sql::Name& name) const;
  std::string stored_place(const std::string& place) const;

  Names names_;
  Known known_;
  const Catalog* live_;
  mutable std::unique_ptr<Followed> followed_;  ///< none before the first question
  mutable std::vector<Statement> coming_;       ///< those that it does not know of yet
};

}  // namespace ebbtide
