#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// A changeset that somebody is about to fill in. All of it is one line.
struct NewChangeSet {
  std::string id;
  std::string author;
  std::string title;  ///< its comment
};

/// The endings of files whose text can be made here, without the dot: `sql`, `xml` …
std::vector<std::string_view> written_formats();

/// A changelog for a new project: three changesets with their ways back, which run on any database.
/// `format` is one of written_formats.
std::string example_changelog(std::string_view format);
/// A changelog that has this changeset alone. What is to be filled in is no SQL yet, so that nobody
/// runs it by mistake.
std::string changelog_with(const NewChangeSet& change_set, std::string_view format);
/// The text of a changelog with the changeset behind all it has; all else stays as it was, byte by
/// byte. `file` tells the format, and stands in messages. Throws Error where the end of the
/// changelog cannot be found, and where it has the changeset already.
std::string with_change_set(const std::string& file, const std::string& text,
                            const NewChangeSet& change_set);

/// What a changelog includes as a whole folder, as it is written there; empty where it does not.
std::string included_folder(const std::string& file, const std::string& text);

}  // namespace ebbtide
