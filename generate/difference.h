#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "generate/make.h"
#include "schema/rename.h"

namespace ebbtide {

/// Makes pieces that bring a database from what was found to what is wanted. What goes comes first,
/// in the opposite of the order in which it was made; what changes and what comes is behind it.
/// Each is undone by what leads back. Borrows all it is made of.
///
/// What was renamed has its new name in `found` already; the pieces of `renaming` bring it there.
/// Views and programs that have to go anyway go before them, as they were.
class Difference {
 public:
  Difference(const schema::Schema& found, const schema::Schema& wanted,
             const schema::Renaming& renaming, const Spelling& spelling)
      : found_(found),
        wanted_(wanted),
        renaming_(renaming),
        spelling_(spelling),
        definitions_(spelling.definitions()),
        maker_(spelling, found.origin.usual_options) {}

  /// The pieces in their order, for these differences of the two.
  Pieces pieces(const std::vector<schema::Difference>& differences);
  /// What differs and cannot be brought about.
  std::vector<std::string> left_out() const { return left_out_; }

 private:
  /// All that differs in one object.
  struct Group {
    schema::Kind kind;
    sql::Name object;
    std::string part;
    schema::Change change;
    std::set<std::string> properties;
  };

  std::vector<Group> grouped(const std::vector<schema::Difference>& differences) const;
  void take(const Group& group);
  void take_part(const Group& group);
  static bool only_loses_validity(const Group& group, const std::vector<schema::Index>& to);
  void take_object(const Group& group);
  void take_program(const Group& group);
  // difference_of_names.cpp
  Piece renamed(const schema::Rename& rename) const;
  Piece renamed(const schema::PartRename& rename) const;
  const schema::View& as_it_was(const schema::View& view) const;
  const schema::Program& as_it_was(const schema::Program& program) const;

  // difference_of_objects.cpp
  void take_other(const Group& group);
  template <class Object>
  void replace(const Group& group, const Object* from, const Object* to,
               const std::function<Pieces(const Object&)>& make,
               const std::function<Definitions::Statements(const Object&, const Object&)>& alter);

  // difference_of_tables.cpp
  void column(const Group& group, const schema::Table& from, const schema::Table& to);
  void change_column(const Group& group, const schema::Table& table, const schema::Column& from,
                     const schema::Column& to);
  bool say_column_change(Piece& piece, const Group& group, const sql::Name& table,
                         const schema::Column& from, const schema::Column& to) const;
  void drop_column(const schema::Table& table, const schema::Column& column);
  void add_column(const schema::Table& table, const schema::Column& column);
  void change_table(const Group& group, const schema::Table& from, const schema::Table& to);
  void remarks(const Group& group, const sql::Name& table, const schema::Text& from,
               const schema::Text& to);
  void rebuild(const schema::Table& from, const schema::Table& to);

  void add(Pieces pieces) {
    for (Piece& piece : pieces) comes_.push_back(std::move(piece));
  }
  void add(Piece piece) { comes_.push_back(std::move(piece)); }
  /// What undoes the pieces is what happens, and the pieces are how that is undone.
  void drop(Pieces pieces, const std::string& loss = "");
  /// The piece of a part that goes or comes.
  template <class Part>
  void part(const Group& group, const std::vector<Part>& from, const std::vector<Part>& to,
            const std::function<Piece(const Part&, bool)>& make);
  void views_on(const sql::Name& table);
  void leave_out(const Group& group, const std::string& why);

  const schema::Schema& found_;
  const schema::Schema& wanted_;
  const schema::Renaming& renaming_;
  const Spelling& spelling_;
  const Definitions& definitions_;
  Maker maker_;
  Pieces goes_first_;  ///< before anything is renamed
  Pieces goes_, comes_;
  std::set<std::string> moved_views_;  ///< that go and come again
  std::set<std::string> rebuilt_;
  std::vector<std::string> left_out_;
};

}  // namespace ebbtide
