#pragma once

#include "database/definitions.h"

namespace ebbtide {

/// PostgreSQL's: a table is put together from its parts, since the server prints no CREATE TABLE;
/// all else is printed.
class PostgresqlDefinitions final : public Definitions {
 public:
  using Definitions::Definitions;

  std::optional<std::string> declared_type(const std::string& printed) const override;
  std::optional<Literal> declared_default(const schema::Column& column) const override;
  bool says_table(const schema::Table& table) const override;
  bool says_numbering(const schema::Table& table, const schema::Column& column) const override;
  bool says_index(const schema::Index& index) const override;

  Statements create_table(const schema::Table& table) const override;
  Statements finish_table(const schema::Table& table, bool was_said) const override;
  std::string comment(schema::Kind kind, const sql::Name& object, std::string_view part,
                      const schema::Text& text) const override;
  Statements create_view(const schema::View& view) const override;
  Statements finish_view(const schema::View& view, bool was_said) const override;
  Statements create_type(const schema::Type& type) const override;
  Statements create_routine(const schema::Routine& routine) const override;
  Statements create_program(const schema::Program& program) const override;
  Statements create_extension(const schema::Extension& extension) const override;
  Statements create_schema(const schema::Namespace& schema) const override;
  Statements create_sequence(const schema::Sequence& sequence) const override;
  Statements own_sequence(const schema::Sequence& sequence) const override;
  Statements disown_sequence(const schema::Sequence& sequence) const override;
  std::string rename_part(const sql::Name& table, schema::Kind kind, std::string_view from,
                          std::string_view to) const override;
  std::string drop_program(const schema::Program& program) const override;
  std::string drop_routine(const schema::Routine& routine) const override;
  ShownColumn shown(const schema::Column& column) const override;
  std::string insert_words(const schema::Table& table) const override;
  Statements add_column(const schema::Table& table, const schema::Column& column) const override;
  Statements alter_column(const schema::Table& table, const schema::Column& from,
                          const schema::Column& to) const override;
  Statements alter_options(const schema::Table& from, const schema::Table& to) const override;
  Statements alter_sequence(const schema::Sequence& from,
                            const schema::Sequence& to) const override;
  Statements alter_type(const schema::Type& from, const schema::Type& to) const override;
  Statements replace_routine(const schema::Routine& from, const schema::Routine& to) const override;

 private:
  Statements altered_domain(const std::string& alter, const schema::Type& from,
                            const schema::Type& to) const;
  Statements altered_composite(const std::string& alter, const schema::Type& from,
                               const schema::Type& to) const;
  std::string column_text(const schema::Column& column) const;
  std::string numbering_text(const schema::Numbering& numbering) const;
  Statements column_settings(const schema::Table& table, const schema::Column& column) const;
};

/// Whether a sequence counts as one does of which nothing is said but its type.
bool counts_as_usual(const schema::Numbering& numbering);

}  // namespace ebbtide
