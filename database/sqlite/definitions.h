#pragma once

#include "database/definitions.h"

namespace ebbtide {

/// SQLite's: whatever made an object is its definition, and a table has all of its constraints from
/// the beginning.
class SqliteDefinitions final : public Definitions {
 public:
  using Definitions::Definitions;

  bool is_keyword(std::string_view name) const override;
  bool adds_constraints() const override { return false; }
  bool is_made_with(const schema::Table&, schema::Kind kind) const override {
    return kind != schema::Kind::index;
  }
  bool says_table(const schema::Table& table) const override;
  bool says_column(const schema::Column& column) const override;
  bool says_numbering(const schema::Table& table, const schema::Column& column) const override;
  bool says_key(const schema::Key& key) const override;
  bool says_view(const schema::View& view) const override;

  Statements create_table(const schema::Table& table) const override;
  /// Each value is of a type of its own, whatever its column says.
  ShownColumn shown(const schema::Column& column) const override {
    return {"quote(" + quoted(column.name) + ")", ValueForm::sql};
  }
  Statements rebuild(const schema::Table& from, const schema::Table& to,
                     const std::vector<std::string>& triggers) const override;

 private:
  std::string column_text(const schema::Table& table, const schema::Column& column) const;
};

}  // namespace ebbtide
