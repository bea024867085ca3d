// Views and sequences are typed where that says all of them; types, routines, triggers and their
// like have no change type that would, and are the statements that the server prints.
#include "changelog/changes/sequence.h"
#include "changelog/changes/view.h"
#include "generate/make.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Kind;

void set_number(Integer& number, const std::string& digits) {
  if (!digits.empty()) number.digits = digits;
}

std::vector<std::string> names_of(const sql::Name& object) {
  return object.place.empty() ? std::vector{object.name} : std::vector{object.name, object.place};
}

}  // namespace

std::vector<std::string> needs_of(const sql::Name& object, const std::vector<sql::Name>& uses) {
  std::vector<std::string> needs{"schema " + object.place};
  for (const sql::Name& one : uses) needs.push_back(one.to_text());
  return needs;
}

void Maker::view(const schema::View& view, Pieces& pieces) const {
  const GenerateOptions& options = spelling_.options();
  const Kind kind = view.is_materialized ? Kind::materialized_view : Kind::view;
  if (options.has(kind)) {
    Piece piece{kind, view.name};
    const bool is_said = definitions_.says_view(view) && spelling_.can_name(names_of(view.name)) &&
                         Spelling::can_remark(view.comment);
    if (is_said) {
      auto create = std::make_unique<CreateView>();
      spelling_.set_place(*create, view.name);
      create->name = view.name.name;
      create->query = view.query;
      if (view.comment) create->remarks = *view.comment;
      if (options.replace_if_exists.contains("createView")) create->replace = true;
      piece.changes.push_back(std::move(create));
      piece.quoting = spelling_.quoting_of(names_of(view.name));
    } else {
      piece = sql_piece(kind, view.name, "", definitions_.create_view(view),
                        {definitions_.drop(kind, view.name)});
    }
    piece.makes = {view.name.to_text()};
    piece.needs = needs_of(view.name, view.uses);
    for (const std::string& statement : definitions_.finish_view(view, is_said))
      comment(piece, statement);
    pieces.push_back(std::move(piece));
  }
  for (const schema::Index& one : view.indexes)
    if (options.has(Kind::index)) pieces.push_back(index(view.name, one));
}

void Maker::sequence(const schema::Sequence& sequence, Pieces& pieces) const {
  Piece piece{Kind::sequence, sequence.name};
  if (definitions_.says_sequence(sequence) && spelling_.can_name(names_of(sequence.name))) {
    auto create = std::make_unique<CreateSequence>();
    spelling_.set_place(*create, sequence.name);
    create->name = sequence.name.name;
    if (!sequence.type.empty()) create->data_type = sequence.type;
    set_number(create->start, sequence.start);
    set_number(create->increment, sequence.increment);
    set_number(create->min, sequence.minimum);
    set_number(create->max, sequence.maximum);
    set_number(create->cache, sequence.cache);
    if (sequence.cycles) create->cycle = true;
    piece.changes.push_back(std::move(create));
    piece.quoting = spelling_.quoting_of(names_of(sequence.name));
  } else {
    piece = sql_piece(Kind::sequence, sequence.name, "", definitions_.create_sequence(sequence),
                      {definitions_.drop(Kind::sequence, sequence.name)});
  }
  piece.makes = {sequence.name.to_text()};
  piece.needs = needs_of(sequence.name, {});
  comment(piece, definitions_.comment(Kind::sequence, sequence.name, "", sequence.comment));
  pieces.push_back(std::move(piece));
  if (!sequence.owned_by) return;
  Piece owner =
      sql_piece(Kind::sequence, sequence.name, "owner", definitions_.own_sequence(sequence),
                definitions_.disown_sequence(sequence));
  const std::string table = sequence.owned_by->substr(0, sequence.owned_by->find('.'));
  owner.needs = needs_of(sequence.name, {sequence.name, {sequence.name.place, table}});
  pieces.push_back(std::move(owner));
}

Piece Maker::type(const schema::Type& type) const {
  Piece piece = sql_piece(type.kind, type.name, "", definitions_.create_type(type),
                          {definitions_.drop(type.kind, type.name)});
  piece.makes = {type.name.to_text()};
  std::vector<sql::Name> uses = type.uses;
  for (const schema::Column& column : type.columns)
    uses.insert(uses.end(), column.uses.begin(), column.uses.end());
  piece.needs = needs_of(type.name, uses);
  return piece;
}

Piece Maker::routine(const schema::Routine& routine) const {
  Piece piece =
      sql_piece(routine.kind, routine.name, routine.arguments, definitions_.create_routine(routine),
                {definitions_.drop_routine(routine)});
  piece.makes = {routine.name.to_text()};
  piece.needs = needs_of(routine.name, routine.uses);
  return piece;
}

Piece Maker::program(const schema::Program& program) const {
  const sql::Name table{program.name.place, program.table};
  const bool is_part = !program.table.empty();
  Piece piece =
      sql_piece(program.kind, is_part ? table : program.name, is_part ? program.name.name : "",
                definitions_.create_program(program), {definitions_.drop_program(program)});
  piece.needs = needs_of(program.name, program.uses);
  if (is_part) piece.needs.push_back(table.to_text());
  return piece;
}

Piece Maker::extension(const schema::Extension& extension) const {
  const sql::Name name{"", extension.name};
  Piece piece = sql_piece(Kind::extension, name, "", definitions_.create_extension(extension),
                          {definitions_.drop(Kind::extension, name)});
  piece.needs = {"schema " + extension.place};
  return piece;
}

Piece Maker::schema(const schema::Namespace& schema) const {
  schema::Namespace made = schema;
  made.name = spelling_.place(schema.name).value_or(schema.name);
  const sql::Name name{"", made.name};
  Piece piece = sql_piece(Kind::schema, name, "", definitions_.create_schema(made),
                          {definitions_.drop(Kind::schema, name)});
  piece.makes = {"schema " + schema.name};
  return piece;
}

Pieces Maker::everything(const schema::Schema& schema) const {
  const GenerateOptions& options = spelling_.options();
  Pieces pieces;
  for (const schema::Namespace& one : schema.schemas)
    if (options.has(Kind::schema) && !definitions_.is_default_place(one.name))
      pieces.push_back(this->schema(one));
  for (const schema::Extension& one : schema.extensions)
    if (options.has(Kind::extension)) pieces.push_back(extension(one));
  for (const schema::Type& one : schema.types)
    if (options.has(one.kind)) pieces.push_back(type(one));
  for (const schema::Sequence& one : schema.sequences)
    if (options.has(Kind::sequence)) sequence(one, pieces);
  for (const schema::Table& one : schema.tables) table(one, pieces);
  for (const schema::View& one : schema.views) view(one, pieces);
  for (const schema::Routine& one : schema.routines)
    if (options.has(one.kind)) pieces.push_back(routine(one));
  for (const schema::Program& one : schema.programs)
    if (options.has(one.kind)) pieces.push_back(program(one));
  return pieces;
}

}  // namespace ebbtide
