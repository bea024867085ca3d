// VACUUM INTO writes a copy in one statement and one transaction, also of a database that others
// write to, without what was deleted in it. Files are cheap to copy, so here, and only here, a
// proof has the rows of the real database.
//
// The folder is one that nobody else may look into (mkdtemp: 0700), since those rows are in it.
// That another user's folder is in the same place and has such a name is no reason to touch it
// (is_ours), nor to follow a link (O_NOFOLLOW).
#include "database/sqlite/scratch.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "text/ascii.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

/// A folder that is locked as long as the object lives; without the lock where somebody has it.
class LockedFolder {
 public:
  explicit LockedFolder(const std::string& path)
      : handle_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
    has_lock_ = handle_ >= 0 && ::flock(handle_, LOCK_EX | LOCK_NB) == 0;
  }
  ~LockedFolder() {
    if (handle_ >= 0) ::close(handle_);
  }
  LockedFolder(const LockedFolder&) = delete;
  LockedFolder& operator=(const LockedFolder&) = delete;

  bool has_lock() const { return has_lock_; }
  bool is_ours() const {
    struct stat about = {};
    return handle_ >= 0 && ::fstat(handle_, &about) == 0 && about.st_uid == ::geteuid();
  }

 private:
  int handle_;
  bool has_lock_ = false;
};

/// A file in a folder of its own that nobody else may look into, in the place for temporary ones.
class FileScratch final : public ScratchDatabase {
 public:
  /// `made` is a folder that no other run takes for one of a run that is gone; once it is locked it
  /// gets its name.
  FileScratch(const std::string& made, std::string folder, const DatabaseUrl& url)
      : folder_(std::move(folder)),
        lock_(made),
        url_(url_with_database(url, folder_ + "/scratch.db")) {
    fs::rename(made, folder_);
    // A machine that stops takes the proof along: nobody waits for the disk.
    if (!url_.parameter("synchronous")) url_.parameters.push_back({"synchronous", "OFF"});
  }
  ~FileScratch() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  FileScratch(const FileScratch&) = delete;
  FileScratch& operator=(const FileScratch&) = delete;

  const DatabaseUrl& url() const override { return url_; }

 private:
  std::string folder_;
  LockedFolder lock_;
  DatabaseUrl url_;
};

/// Folders of runs that are gone: nobody holds their lock.
void remove_orphans(const fs::path& place, const Warn& warn) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(place, error)) {
    if (!entry.path().filename().string().starts_with(scratch_prefix)) continue;
    const LockedFolder folder(entry.path().string());
    if (!folder.has_lock() || !folder.is_ours()) continue;
    std::error_code failed;
    fs::remove_all(entry.path(), failed);
    if (!failed)
      warn("removed the scratch database " + entry.path().string() + " of a run that is gone");
  }
}

constexpr std::string_view prefix_before_lock = "ebbtide_new_scratch_";

std::string make_folder(const fs::path& place) {
  std::string name = (place / (std::string(prefix_before_lock) + "XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr)
    throw Error("cannot make a folder for a scratch database in " + place.string() + ": " +
                system_message(errno) + "; set TMPDIR to a folder that can be written");
  return name;
}

}  // namespace

/// Unless it is to be empty, the scratch file is a copy with all rows: what has run, has run there
/// too.
std::unique_ptr<ScratchDatabase> make_sqlite_scratch(Connection& connection, const DatabaseUrl& url,
                                                     const Warn& warn, bool is_empty) {
  const fs::path place = fs::temp_directory_path();
  remove_orphans(place, warn);
  const std::string made = make_folder(place);
  const std::string end = fs::path(made).filename().string().substr(prefix_before_lock.size());
  const fs::path folder = place / (std::string(scratch_prefix) + end);
  auto scratch = std::make_unique<FileScratch>(made, folder.string(), url);
  const std::string& file = scratch->url().database;
  if (!is_empty) connection.execute({"VACUUM INTO '" + replace_all(file, "'", "''") + "'"});
  return scratch;
}

}  // namespace ebbtide
