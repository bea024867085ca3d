#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/scene.h"

namespace ebbtide::lint {

/// Something in the text of a file.
struct TextSpot {
  int line = 0;      ///< from 1
  int column = 0;    ///< from 1, in bytes
  std::string what;  ///< a message, or the name that stands there
};

/// Whether secrets are looked for at all: in a file of megabytes, a dump, that takes too long.
bool is_searched_for_secrets(const SourceFile& file);
/// What looks like a password, a key or a token, outside of comments.
std::vector<TextSpot> secrets_in(const SourceFile& file, const sql::Syntax& syntax);

/// The names in `${…}`, outside of comments.
std::vector<TextSpot> properties_in(const SourceFile& file, const sql::Syntax& syntax);

/// Lines of formatted SQL that look like a directive and are none, or are one and were not meant.
std::vector<TextSpot> false_directives_in(const SourceFile& file, const sql::Syntax& syntax);

/// The file with everything in its comments made blank; directives of formatted SQL stay.
std::string without_comments(const SourceFile& file, const sql::Syntax& syntax);

/// The judged subject that a place belongs to: the last one of the file that begins before it;
/// nullptr where there is none.
const Subject* subject_at(const Scene& scene, const Position& where);

}  // namespace ebbtide::lint
