#pragma once

#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "changelog/change.h"

namespace ebbtide {

/// Where a change's SQL comes from when it is not in the changelog: a file, as the attributes of
/// the change name it. Borrows all of it, for a call.
struct SqlFileReference {
  std::string_view path;
  bool relative = false;  ///< to the changelog rather than to the search path
  std::string_view encoding;
  const Position& where;  ///< of the change

  /// The path as Files takes it.
  std::string resolved() const;
};

struct SqlSpot;
struct SplitOptions;

/// What is wrong with SQL before it runs: something in it is never closed, it has a letter that
/// cuts it, or no statement is in it though there is more than comments. At most one problem:
/// behind the first nothing is sure. `place` finds a byte of it in its file; `open` gives the text
/// from its beginning, and is called twice. A problem without a place has that of its change.
using FindPlace = std::function<std::optional<Position>(const SqlSpot&)>;
using OpenSql = std::function<std::unique_ptr<std::istream>()>;
std::vector<Problem> problems_of_sql(const OpenSql& open, const SplitOptions& options,
                                     const sql::Syntax& syntax, const FindPlace& place);

/// The encoding that counts for the file: its own or the one for all files.
std::string_view encoding_of(const SqlFileReference& reference, const Files& files);

/// The first bytes of the file that are not of its encoding; nothing where all are. Throws Error
/// where there is no such file or no such encoding.
std::optional<Problem> find_damage(const SqlFileReference& reference, const Files& files);

/// The file's text as UTF-8, its properties not replaced. Bytes without a meaning are U+FFFD in
/// it.
std::string read_sql_file(const SqlFileReference& reference, const Files& files);

/// The same to be read piece by piece. Files in UTF-8 are never held as a whole.
std::unique_ptr<std::istream> open_sql_file(const SqlFileReference& reference, const Files& files);

/// The same with `${…}` replaced on the way.
std::unique_ptr<std::istream> open_sql_file(const SqlFileReference& reference, const Files& files,
                                            const PropertyValues& properties);

}  // namespace ebbtide
