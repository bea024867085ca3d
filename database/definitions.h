#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "database/literal.h"
#include "database/names.h"
#include "schema/model.h"
#include "sql/name.h"

namespace ebbtide {

/// How a database makes what a schema consists of, exactly as it was read: in statements of its
/// own, and by what the words of its dialect (dialect.h) come to. The statements name objects of
/// the default schema without it, and put names in quotes only where they need them.
///
/// What is asked comes in two forms. `says_…` tells whether the dialect's words, as changes use
/// them, make exactly this; where they do not, the statements do. To add a database: a class
/// derived from this one in its folder, which Dialect::definitions makes.
class Definitions {
 public:
  using Statements = std::vector<std::string>;

  /// Borrows the dialect of the names.
  explicit Definitions(Names names) : names_(std::move(names)) {}
  virtual ~Definitions() = default;

  const Names& names() const { return names_; }
  const Facts& facts() const { return names_.facts(); }
  /// Whether the database takes a name without quotes for a word of its own, beyond those that
  /// Liquibase knows and puts in quotes.
  virtual bool is_keyword(std::string_view) const { return false; }
  /// A name alone, in quotes where it would not come back as it is.
  std::string quoted(std::string_view name) const;
  std::string object(const sql::Name& name) const;
  std::string list(const std::vector<std::string>& names) const;
  bool is_default_place(std::string_view place) const;

  // What the words of the dialect say exactly
  /// The type as a changelog declares it, so that a column which is declared so gets this one;
  /// nothing where there is no such declaration.
  virtual std::optional<std::string> declared_type(const std::string& printed) const;
  /// The default of a column as it is to be declared, NULL where it has none; nothing where no
  /// declaration gives this one.
  virtual std::optional<Literal> declared_default(const schema::Column& column) const;
  /// Whether a table, from which the options are gone that it has anyway, has nothing but columns,
  /// keys and comments.
  virtual bool says_table(const schema::Table& table) const;
  /// Whether a column has nothing but a type, a default, numbers, NOT NULL and a comment.
  virtual bool says_column(const schema::Column& column) const;
  /// Whether numbering a column like this gives exactly this numbering.
  virtual bool says_numbering(const schema::Table& table, const schema::Column& column) const;
  virtual bool says_key(const schema::Key& key) const;
  virtual bool says_foreign_key(const schema::ForeignKey& key) const;
  virtual bool says_index(const schema::Index& index) const;
  virtual bool says_sequence(const schema::Sequence& sequence) const;
  virtual bool says_view(const schema::View& view) const;
  /// Whether constraints can be added to a table that is there; else it is made with all of them.
  virtual bool adds_constraints() const { return true; }

  /// Whether the statement that makes this table has its parts of this kind in it.
  virtual bool is_made_with(const schema::Table&, schema::Kind) const { return false; }

  /// Whether the text of a view, or of what hangs on a table, names a table or column anew that was
  /// renamed.
  virtual bool texts_follow_renames() const { return true; }

  // Statements
  virtual Statements create_table(const schema::Table& table) const;
  /// What a table has beyond its columns and keys, once it is there: `row security`, comments of
  /// its columns. `was_said` tells that it was made by the words of the dialect.
  virtual Statements finish_table(const schema::Table& table, bool was_said) const;
  /// The comment on an object, or on a part of a table; empty where it is part of what makes it.
  virtual std::string comment(schema::Kind kind, const sql::Name& object, std::string_view part,
                              const schema::Text& text) const;
  virtual Statements add_key(const schema::Table& table, const schema::Key& key) const;
  virtual Statements add_foreign_key(const schema::Table& table,
                                     const schema::ForeignKey& key) const;
  virtual Statements add_check(const schema::Table& table, const schema::Check& check) const;
  virtual Statements create_index(const sql::Name& table, const schema::Index& index) const;
  virtual Statements create_view(const schema::View& view) const;
  virtual Statements finish_view(const schema::View& view, bool was_said) const;
  virtual Statements create_type(const schema::Type& type) const;
  virtual Statements create_routine(const schema::Routine& routine) const;
  virtual Statements create_program(const schema::Program& program) const;
  virtual Statements create_extension(const schema::Extension& extension) const;
  virtual Statements create_schema(const schema::Namespace& schema) const;
  virtual Statements create_sequence(const schema::Sequence& sequence) const;
  /// That a column owns a sequence, and that none does.
  virtual Statements own_sequence(const schema::Sequence& sequence) const;
  virtual Statements disown_sequence(const schema::Sequence& sequence) const;

  // Rows
  /// What the answer to a query has of a column.
  enum class ValueForm { text, number, boolean, sql };
  /// How the values of a column are asked for, so that they can be stored again as they were.
  struct ShownColumn {
    std::string expression;
    ValueForm form = ValueForm::text;
  };
  virtual ShownColumn shown(const schema::Column& column) const;
  /// Whether rows can give a value for the column.
  virtual bool takes_value(const schema::Column& column) const { return !column.generated; }
  /// What stands between the columns and the values of an INSERT into the table; empty for nothing.
  virtual std::string insert_words(const schema::Table&) const { return ""; }

  // What there is already, made into another
  virtual Statements add_column(const schema::Table& table, const schema::Column& column) const;
  /// All in which two columns of one name differ, but for the comment.
  virtual Statements alter_column(const schema::Table& table, const schema::Column& from,
                                  const schema::Column& to) const;
  virtual std::string drop_column(const sql::Name& table, std::string_view column) const;
  virtual Statements alter_sequence(const schema::Sequence& from, const schema::Sequence& to) const;
  /// Nothing where one cannot become the other.
  virtual Statements alter_type(const schema::Type& from, const schema::Type& to) const;
  virtual Statements replace_routine(const schema::Routine& from, const schema::Routine& to) const;
  /// A table that is made anew with the rows it has, with its indexes and these triggers; where
  /// constraints cannot be added.
  virtual Statements rebuild(const schema::Table& from, const schema::Table& to,
                             const std::vector<std::string>& triggers) const;
  /// What a table has beside its columns and parts.
  virtual Statements alter_options(const schema::Table& from, const schema::Table& to) const;

  /// What gives a key, check or index of a table another name; empty where it has to go and come
  /// again.
  virtual std::string rename_part(const sql::Name&, schema::Kind, std::string_view,
                                  std::string_view) const {
    return "";
  }
  virtual std::string drop_constraint(const sql::Name& table, schema::Kind kind,
                                      std::string_view name) const;
  virtual std::string drop_index(const sql::Name& table, std::string_view name) const;
  virtual std::string drop_program(const schema::Program& program) const;
  virtual std::string drop_routine(const schema::Routine& routine) const;
  /// `DROP VIEW v`, for what is dropped by its name.
  virtual std::string drop(schema::Kind kind, const sql::Name& name) const;

 protected:
  std::string alter_table(const sql::Name& table) const { return "ALTER TABLE " + object(table); }

 private:
  Names names_;
};

/// Those of the database that the names are for; they must not outlive its dialect.
std::unique_ptr<const Definitions> definitions_for(const Names& names);

/// The words of statements for a kind: `MATERIALIZED VIEW`, `TABLE`.
std::string statement_words(schema::Kind kind);

}  // namespace ebbtide
