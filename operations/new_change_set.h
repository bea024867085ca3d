#pragma once

#include <functional>
#include <string>
#include <vector>

#include "formats/skeleton.h"

namespace ebbtide {

/// Where a new changeset goes, and what it says.
struct NewChangeSetOptions {
  std::vector<std::string> roots;  ///< folders of the search path
  std::string changelog;           ///< in one of them; in the first where it is not there yet
  std::string file_name;  ///< of a new file, without its ending: `20261127221500-add-books`
  NewChangeSet change_set;
};

/// Where it went.
struct NewChangeSetReport {
  std::string file;                           ///< that has it, as the file system knows it
  std::string path;                           ///< the path that is part of its identity
  bool is_new = false;                        ///< the file was made for it
  std::vector<std::string> runs_before = {};  ///< files of the folder that run after the new one
};

/// Adds a changeset to a project: a file of its own where the changelog includes a whole folder,
/// else behind the last changeset of the changelog, which is made where it is not there. Nothing
/// that was written is lost. Throws Error where the changelog cannot be read or written.
NewChangeSetReport add_change_set(const NewChangeSetOptions& options);

/// Who writes changesets here: `ann.lee` of the name that git knows in the folder, else of the
/// user. `variable` gives a variable of the environment.
std::string author_in(const std::string& folder,
                      const std::function<std::string(const std::string&)>& variable);

/// A text as a part of a file's name: `Add books!` is `add-books`.
std::string slug(const std::string& text);

}  // namespace ebbtide
