#pragma once
// Changelogs as text. Changesets that were read, or that a program has put together, are written in
// any of the four formats, and what is written reads as equal changesets:
//
//   ChangeSet one;
//   one.id = {"", "1732752000000-1", "ann (generated)"};     no path: the file's own counts
//   auto table = std::make_unique<CreateTable>();            changelog/changes/table.h
//   one.changes.push_back(std::move(table));
//   auto sql = std::make_unique<RawSql>();                   changelog/changes/sql.h
//   sql->sql = "create type mood as enum ('a')";
//   sql->target_dbms = "postgresql";
//   sql->split = false;
//   one.rollback = std::make_unique<Rollback>();             no parts: nothing is to be undone
//   one.rollback->parts.emplace_back(std::move(undoing));    a change
//   one.context, one.labels, one.dbms, one.comments, one.run_on_change …
//   one.quoting = Quoting::quote_all_objects;                written where it is not the file's
//
//   write_file(name, changelog_text(name, change_sets, {}));
//   write_file(name, with_change_sets(name, text, change_sets, {written_file(name, text)}));
//
// The extension of the name decides on the format; `is_writable` tells whether there is one. Only
// formatted SQL needs `WriteOptions::target`: all that is no SQL yet becomes the statements of that
// database, with the way back where there is one, written or automatic.

#include <span>
#include <string>
#include <string_view>

#include "changelog/change_set.h"
#include "changelog/node.h"
#include "formats/describe.h"

namespace ebbtide {

/// How changesets are written where there is a choice.
struct WriteOptions {
  /// What the file says of itself: a new file gets it as attributes of its root.
  WrittenFile file = {};
  /// The database whose statements formatted SQL is made of; borrowed. Without one only changesets
  /// that are SQL already can be written so.
  const Target* target = nullptr;
};

/// Whether a file of this name has a format that is written: .xml, .yaml, .yml, .json, .sql in any
/// letter case.
bool is_writable(std::string_view file);

/// A whole changelog of these changesets, in the format of the file's name, laid out as Liquibase
/// does. Throws Error, which names the changeset, for what the format has no words for.
std::string changelog_text(const std::string& file, std::span<const ChangeSet> change_sets,
                           const WriteOptions& options);

/// What a changelog that is there says of itself, for changesets that are put into it. Throws Error
/// where it cannot be read.
WrittenFile written_file(const std::string& file, const std::string& text);

/// The text of a changelog with these changesets behind all it has. All else stays as it was, byte
/// by byte. What the file says at its root counts for them too: `options.file` says what that is.
/// Throws Error as above, and where the end of the changelog cannot be found.
std::string with_change_sets(const std::string& file, const std::string& text,
                             std::span<const ChangeSet> change_sets, const WriteOptions& options);

/// The text of a changelog with these changesets in the place of one that it has, which is a child
/// of the document's root. All else stays as it was, byte by byte. Throws Error as above, and where
/// the changeset cannot be found in the text. `comments` stand in front of them, as they are.
std::string with_change_sets_for(const Document& document, const Node& change_set,
                                 std::span<const ChangeSet> change_sets,
                                 const WriteOptions& options,
                                 std::span<const std::string> comments = {});

}  // namespace ebbtide
