// Sequences, types and routines change in place: what uses them keeps them from being dropped.
//
//   a sequence           ALTER SEQUENCE
//   a type, a domain     what can be added to it in place; where more differs it is left out, since
//                        columns stand on it
//   a routine            replaced; with other arguments it is another one, which is no change
//   a schema             its comment: nothing else of it can differ
//   an extension         goes and comes again
//
// Where the database has no statement that leads from the one to the other, it goes and comes
// again.
#include <algorithm>

#include "generate/difference.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using How = schema::Change;
using schema::Kind;

template <class Object>
const Object* find(const std::vector<Object>& objects, const sql::Name& name) {
  const auto found = std::find_if(objects.begin(), objects.end(),
                                  [&](const Object& one) { return one.name == name; });
  return found == objects.end() ? nullptr : &*found;
}

const schema::Routine* find(const std::vector<schema::Routine>& routines, Kind kind,
                            const sql::Name& name, const std::string& arguments) {
  const auto found =
      std::find_if(routines.begin(), routines.end(), [&](const schema::Routine& one) {
        return one.kind == kind && one.name == name && one.arguments == arguments;
      });
  return found == routines.end() ? nullptr : &*found;
}

template <class Object>
const Object* named(const std::vector<Object>& objects, const std::string& name) {
  const auto found = std::find_if(objects.begin(), objects.end(),
                                  [&](const Object& one) { return one.name == name; });
  return found == objects.end() ? nullptr : &*found;
}

Pieces one_piece(Piece piece) {
  Pieces pieces;
  pieces.push_back(std::move(piece));
  return pieces;
}

}  // namespace

template <class Object>
void Difference::replace(
    const Group& group, const Object* from, const Object* to,
    const std::function<Pieces(const Object&)>& make,
    const std::function<Definitions::Statements(const Object&, const Object&)>& alter) {
  if (from != nullptr && to != nullptr) {
    const Definitions::Statements there = alter(*from, *to), back = alter(*to, *from);
    if (!there.empty()) {
      Pieces made = make(*to);
      Piece& piece = made.front();
      piece.changes = spelling_.sql(there);
      piece.rollback = back.empty() ? nullptr : spelling_.undone_by(back);
      return add(std::move(piece));
    }
  }
  if (from != nullptr && group.change != How::missing) drop(make(*from));
  if (to != nullptr && group.change != How::unexpected) add(make(*to));
}

void Difference::take_other(const Group& group) {
  switch (group.kind) {
    case Kind::sequence:
      return replace<schema::Sequence>(
          group, find(found_.sequences, group.object), find(wanted_.sequences, group.object),
          [&](const schema::Sequence& one) {
            Pieces made;
            maker_.sequence(one, made);
            return made;
          },
          [&](const auto& from, const auto& to) { return definitions_.alter_sequence(from, to); });
    case Kind::type:
    case Kind::domain: {
      const schema::Type* const from = find(found_.types, group.object);
      const schema::Type* const to = find(wanted_.types, group.object);
      if (from != nullptr && to != nullptr && definitions_.alter_type(*from, *to).empty())
        return leave_out(group, "no change leads there while columns are of this type");
      return replace<schema::Type>(
          group, from, to, [&](const schema::Type& one) { return one_piece(maker_.type(one)); },
          [&](const auto& before, const auto& after) {
            return definitions_.alter_type(before, after);
          });
    }
    case Kind::function:
    case Kind::procedure:
    case Kind::aggregate:
      return replace<schema::Routine>(
          group, find(found_.routines, group.kind, group.object, group.part),
          find(wanted_.routines, group.kind, group.object, group.part),
          [&](const schema::Routine& one) { return one_piece(maker_.routine(one)); },
          [&](const auto& from, const auto& to) { return definitions_.replace_routine(from, to); });
    case Kind::schema:
      return replace<schema::Namespace>(
          group, named(found_.schemas, group.object.name),
          named(wanted_.schemas, group.object.name),
          [&](const schema::Namespace& one) { return one_piece(maker_.schema(one)); },
          [&](const schema::Namespace&, const schema::Namespace& to) {
            Definitions::Statements all;
            const std::string said =
                definitions_.comment(Kind::schema, {"", to.name}, "", to.comment.value_or(""));
            if (!said.empty()) all.push_back(said);
            return all;
          });
    case Kind::extension:
      return replace<schema::Extension>(
          group, named(found_.extensions, group.object.name),
          named(wanted_.extensions, group.object.name),
          [&](const schema::Extension& one) { return one_piece(maker_.extension(one)); },
          [&](const auto&, const auto&) { return Definitions::Statements(); });
    default:
      return leave_out(group, "no change leads there");
  }
}

}  // namespace ebbtide
