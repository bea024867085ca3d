// SQLite says "unable to open database file" for a missing folder, a folder in place of the file,
// and missing rights alike, and "attempt to write a readonly database" where only the folder cannot
// be written. Which of these it is, the file system is asked.
#include "database/sqlite/advice.h"

#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

bool may_be_written(const std::string& path) { return ::access(path.c_str(), W_OK) == 0; }

std::string folder_of(const std::string& file) {
  const std::string folder = fs::path(file).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// SQLite writes its journal beside the file.
std::string advice_on_folder(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error))
    return "; the folder '" + folder + "' does not exist: create it, or correct the URL";
  if (may_be_written(folder)) return "";
  return "; this user may not write the folder '" + folder + "': run as its owner, or chmod it";
}

}  // namespace

std::string sqlite_advice(int code, const std::string& file) {
  constexpr int primary = 0xff;
  if (file.empty()) return "";
  const int kind = code & primary;
  if (kind == SQLITE_FULL) return "; make room on the disk of '" + file + "'";
  if (code == SQLITE_IOERR_WRITE)
    return "; '" + file +
           "' or its journal cannot grow: make room on the disk, or raise the limit for files "
           "(ulimit -f)";
  if (kind != SQLITE_CANTOPEN && kind != SQLITE_READONLY && kind != SQLITE_PERM) return "";
  std::error_code error;
  if (fs::is_directory(file, error))
    return "; '" + file + "' is a folder: name the file of the database in the URL";
  if (!fs::exists(file, error)) return advice_on_folder(folder_of(file));
  if (kind == SQLITE_CANTOPEN && ::access(file.c_str(), R_OK) != 0)
    return "; this user may not read the file '" + file + "': run as its owner, or chmod it";
  if (!may_be_written(file))
    return "; this user may not write the file '" + file + "': run as its owner, or chmod it";
  std::string of_folder = advice_on_folder(folder_of(file));
  if (!of_folder.empty() || kind != SQLITE_READONLY) return of_folder;
  return "; the URL opens it for reading only: take mode=ro out of it";
}

}  // namespace ebbtide
