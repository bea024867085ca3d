// A difference in a property is the change of its object, so that differences are gathered by
// objects first. What has a change type of its own for it is that; what is stated as a whole goes
// and comes again: keys, checks, indexes, views, triggers.
//
// What goes is made as if it came, and turned round: how its pieces are undone is done, in the
// opposite order, and what made them is how that is undone. So there is one place that knows how a
// thing is made, and every DROP has the CREATE that brings the object back.
//
// The order of everything:
//
//   views and programs that go     where something is renamed, since their texts say the old names
//   renames
//   what goes                      the last made first
//   what changes and what comes    each behind what it needs
//
// A view keeps the columns it reads from being changed or dropped, where the database knows that.
// It goes before, with the views that read it, and comes again behind; once, however many of its
// columns change. A table that goes is one piece with its keys and indexes, which go with it; its
// foreign keys go first, since other tables may be in the way of it and it of them.
//
// On SQLite a constraint cannot be added to a table that is there: whatever differs in the columns
// and constraints of a table is one rebuild. What no change leads to is told, with its reason.
#include "generate/difference.h"

#include <algorithm>
#include <tuple>

#include "database/facts.h"
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

const schema::Program* find_program(const schema::Schema& schema, Kind kind,
                                    const sql::Name& object, const std::string& part) {
  for (const schema::Program& one : schema.programs) {
    const bool is_alone = part.empty() && one.name == object;
    const bool is_part =
        one.name.name == part && one.table == object.name && one.name.place == object.place;
    if (one.kind == kind && (is_alone || is_part)) return &one;
  }
  return nullptr;
}

bool is_view_or_program(Kind kind) {
  return kind == Kind::view || kind == Kind::materialized_view || kind == Kind::trigger ||
         kind == Kind::rule || kind == Kind::policy || kind == Kind::event;
}

/// What a rename is told as; the piece of the rename brings it about.
bool is_rename(const schema::Difference& one) {
  return one.property == "name" && (one.kind == Kind::table || one.kind == Kind::column);
}

/// The pieces of a table that goes, all but its foreign keys in one: they go with it.
Pieces with_parts_in_one(Pieces pieces) {
  if (pieces.empty()) return pieces;
  Pieces all;
  Piece table = std::move(pieces.front());
  if (!table.rollback)
    if (auto inverse = table.changes.front()->inverse())
      table.rollback = undone_by(std::move(*inverse));
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    Piece& one = pieces[i];
    if (one.kind == Kind::foreign_key) {
      all.push_back(std::move(one));
      continue;
    }
    if (one.quoting == Quoting::quote_all_objects) table.quoting = one.quoting;
    for (auto& change : one.changes) table.changes.push_back(std::move(change));
    for (std::string& name : one.needs) table.needs.push_back(std::move(name));
    for (std::string& name : one.makes) table.makes.push_back(std::move(name));
  }
  all.insert(all.begin(), std::move(table));
  return all;
}

}  // namespace

std::vector<Difference::Group> Difference::grouped(
    const std::vector<schema::Difference>& differences) const {
  std::map<std::tuple<Kind, std::string, std::string, How>, Group> groups;
  for (const schema::Difference& one : differences) {
    if (!spelling_.options().has(one.kind) || one.property == "column order" || is_rename(one))
      continue;
    Group& group = groups[{one.kind, one.object.to_text(), one.part, one.change}];
    group.kind = one.kind;
    group.object = one.object;
    group.part = one.part;
    group.change = one.change;
    if (!one.property.empty()) group.properties.insert(one.property);
  }
  std::vector<Group> all;
  for (auto& [key, group] : groups) all.push_back(std::move(group));
  return all;
}

void Difference::leave_out(const Group& group, const std::string& why) {
  left_out_.push_back(std::string(to_text(group.kind)) + " " + group.object.to_text() +
                      (group.part.empty() ? "" : "." + group.part) + ": " + why);
}

void Difference::drop(Pieces pieces, const std::string& loss) {
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    Piece gone{piece->kind, piece->object, piece->part};
    gone.quoting = piece->quoting;
    gone.makes = piece->makes;
    gone.needs = piece->needs;
    if (piece->rollback) {
      for (auto& one : piece->rollback->parts)
        if (auto* const change = std::get_if<std::unique_ptr<Change>>(&one))
          gone.changes.push_back(std::move(*change));
    } else {
      for (auto change = piece->changes.rbegin(); change != piece->changes.rend(); ++change) {
        if (auto inverse = (*change)->inverse())
          for (auto& one : *inverse) gone.changes.push_back(std::move(one));
      }
    }
    gone.rollback = undone_by(std::move(piece->changes));
    if (!loss.empty()) {
      gone.loses_data = true;
      gone.comments = loss;
    }
    const bool goes_first = !renaming_.renames.empty() && is_view_or_program(gone.kind);
    (goes_first ? goes_first_ : goes_).push_back(std::move(gone));
  }
}

template <class Part>
void Difference::part(const Group& group, const std::vector<Part>& from,
                      const std::vector<Part>& to,
                      const std::function<Piece(const Part&, bool)>& make) {
  const auto labelled = [&](const std::vector<Part>& all) -> const Part* {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Part& one) { return label_of(one) == group.part; });
    return found == all.end() ? nullptr : &*found;
  };
  const Part* const before = labelled(from);
  const Part* after = labelled(to);
  // The label is that of what was found; of two without a name the other one may have another.
  if (after == nullptr && group.change == How::changed && before != nullptr) {
    for (const Part& one : to)
      if (one.name == before->name) after = &one;
  }
  if (before != nullptr && group.change != How::missing) {
    Pieces pieces;
    pieces.push_back(make(*before, true));
    drop(std::move(pieces));
  }
  if (after != nullptr && group.change != How::unexpected) add(make(*after, false));
}

bool Difference::only_loses_validity(const Group& group, const std::vector<schema::Index>& to) {
  return group.properties == std::set<std::string>{"valid"} &&
         std::any_of(to.begin(), to.end(), [&](const schema::Index& one) {
           return one.name == group.part && !one.is_valid;
         });
}

void Difference::take_part(const Group& group) {
  const schema::Table* const from = find(found_.tables, group.object);
  const schema::Table* const to = find(wanted_.tables, group.object);
  if (from == nullptr || to == nullptr) {
    const schema::View* const shown = find(found_.views, group.object);
    const schema::View* const wanted = find(wanted_.views, group.object);
    if (group.kind == Kind::index && shown != nullptr && wanted != nullptr)
      part<schema::Index>(
          group, shown->indexes, wanted->indexes,
          [&](const schema::Index& one, bool) { return maker_.index(group.object, one); });
    return;
  }
  if (!definitions_.adds_constraints() && group.kind != Kind::index && group.kind != Kind::column)
    return rebuild(*from, *to);
  switch (group.kind) {
    case Kind::column:
      return column(group, *from, *to);
    case Kind::primary_key: {
      if (from->primary_key && group.change != How::missing) {
        Pieces pieces;
        pieces.push_back(maker_.primary_key(*from, *from->primary_key));
        drop(std::move(pieces));
      }
      if (to->primary_key && group.change != How::unexpected)
        add(maker_.primary_key(*to, *to->primary_key));
      return;
    }
    case Kind::unique:
      return part<schema::Key>(
          group, from->uniques, to->uniques,
          [&](const auto& one, bool is_old) { return maker_.key(is_old ? *from : *to, one); });
    case Kind::foreign_key:
      return part<schema::ForeignKey>(group, from->foreign_keys, to->foreign_keys,
                                      [&](const auto& one, bool is_old) {
                                        return maker_.foreign_key(is_old ? *from : *to, one);
                                      });
    case Kind::index:
      if (only_loses_validity(group, to->indexes))
        return leave_out(group, "no statement leaves an index invalid");
      return part<schema::Index>(group, from->indexes, to->indexes, [&](const auto& one, bool) {
        return maker_.index(group.object, one);
      });
    default:
      return part<schema::Check>(
          group, from->checks, to->checks,
          [&](const auto& one, bool is_old) { return maker_.check(is_old ? *from : *to, one); });
  }
}

void Difference::take_program(const Group& group) {
  const schema::Program* const from = find_program(found_, group.kind, group.object, group.part);
  const schema::Program* const to = find_program(wanted_, group.kind, group.object, group.part);
  if (from != nullptr && group.change != How::missing) {
    Pieces pieces;
    pieces.push_back(maker_.program(as_it_was(*from)));
    drop(std::move(pieces));
  }
  if (to != nullptr && group.change != How::unexpected) add(maker_.program(*to));
}

void Difference::views_on(const sql::Name& table) {
  for (const schema::View& view : found_.views) {
    const bool reads = std::find(view.uses.begin(), view.uses.end(), table) != view.uses.end();
    if (!reads || !moved_views_.insert(view.name.to_text()).second) continue;
    Pieces old;
    maker_.view(as_it_was(view), old);
    drop(std::move(old));
    if (const schema::View* const wanted = find(wanted_.views, view.name)) {
      Pieces made;
      maker_.view(*wanted, made);
      add(std::move(made));
    }
    views_on(view.name);
  }
}

void Difference::take_object(const Group& group) {
  Pieces old, made;
  const auto both = [&](const auto* from, const auto* to, const auto& make, const char* loss) {
    if (from != nullptr && group.change != How::missing) make(*from, old);
    if (group.kind == Kind::table) old = with_parts_in_one(std::move(old));
    if (to != nullptr && group.change != How::unexpected) make(*to, made);
    drop(std::move(old), group.change == How::unexpected ? loss : "");
    add(std::move(made));
  };
  switch (group.kind) {
    case Kind::table: {
      const schema::Table* const from = find(found_.tables, group.object);
      const schema::Table* const to = find(wanted_.tables, group.object);
      if (from != nullptr && to != nullptr) return change_table(group, *from, *to);
      if (from != nullptr && definitions_.facts().has(Feature::views_know_tables))
        views_on(from->name);
      return both(
          from, to, [&](const schema::Table& one, Pieces& all) { maker_.table(one, all); },
          "The rows of the table are lost.");
    }
    case Kind::view:
    case Kind::materialized_view: {
      if (!moved_views_.insert(group.object.to_text()).second) return;
      views_on(group.object);
      const schema::View* const from = find(found_.views, group.object);
      return both(
          from == nullptr ? from : &as_it_was(*from), find(wanted_.views, group.object),
          [&](const schema::View& one, Pieces& all) { maker_.view(one, all); }, "");
    }
    default:
      return leave_out(group, "no change leads there");
  }
}

void Difference::take(const Group& group) {
  switch (group.kind) {
    case Kind::column:
    case Kind::primary_key:
    case Kind::unique:
    case Kind::foreign_key:
    case Kind::check:
    case Kind::exclusion:
    case Kind::index:
      return take_part(group);
    case Kind::trigger:
    case Kind::rule:
    case Kind::policy:
    case Kind::event:
    case Kind::statistics:
      return take_program(group);
    case Kind::table:
    case Kind::view:
    case Kind::materialized_view:
      return take_object(group);
    case Kind::grant:
      return leave_out(group, "rights are not written");
    case Kind::other:
      return left_out_.push_back(group.part + " " + group.object.to_text() +
                                 ": nothing is known of it but its name");
    default:
      return take_other(group);
  }
}

Pieces Difference::pieces(const std::vector<schema::Difference>& differences) {
  for (const Group& group : grouped(differences)) take(group);
  for (Pieces* const going : {&goes_first_, &goes_}) {
    put_in_order(*going);
    std::reverse(going->begin(), going->end());
  }
  put_in_order(comes_);
  Pieces all = std::move(goes_first_);
  for (const schema::Rename& one : renaming_.renames) all.push_back(renamed(one));
  for (const schema::PartRename& one : renaming_.parts) all.push_back(renamed(one));
  for (Pieces* const rest : {&goes_, &comes_})
    for (Piece& piece : *rest) all.push_back(std::move(piece));
  return all;
}

}  // namespace ebbtide
