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
    if (handle_ < 0) return;
    has_lock_ = ::flock(handle_, LOCK_EX | LOCK_NB) == 0;
    is_taken_ = !has_lock_ && errno == EWOULDBLOCK;
  }
  ~LockedFolder() {
    if (handle_ >= 0) ::close(handle_);
  }
  LockedFolder(const LockedFolder&) = delete;
  LockedFolder& operator=(const LockedFolder&) = delete;

  bool has_lock() const { return has_lock_; }
  /// Whether somebody else has it; a file system that knows no locks gives it to nobody.
  bool is_taken() const { return is_taken_; }
  bool is_ours() const {
    struct stat about = {};
    return handle_ >= 0 && ::fstat(handle_, &about) == 0 && about.st_uid == ::geteuid();
  }

 private:
  int handle_;
  bool has_lock_ = false;
  bool is_taken_ = false;
};

/// A file in a folder of its own that nobody else may look into, in the place for temporary ones.
class FileScratch final : public ScratchDatabase {
 public:
  FileScratch(std::string folder, const DatabaseUrl& url)
      : folder_(std::move(folder)),
        lock_(folder_),
        url_(url_with_database(url, folder_ + "/scratch.db")) {
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
  /// Whether another run has taken the folder for one of a run that is gone, before it was locked.
  bool is_lost() const { return lock_.is_taken() || !fs::is_directory(folder_); }

 private:
  std::string folder_;
  LockedFolder lock_;
  DatabaseUrl url_;
};

/// Folders of runs that are gone: nobody holds their lock. One without a file may be of a run that
/// is about to lock it, and makes itself another.
void remove_orphans(const fs::path& place, const Warn& warn) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(place, error)) {
    if (!entry.path().filename().string().starts_with(scratch_prefix)) continue;
    const LockedFolder folder(entry.path().string());
    if (!folder.has_lock() || !folder.is_ours()) continue;
    std::error_code failed;
    const bool is_news = !fs::is_empty(entry.path(), failed);
    fs::remove_all(entry.path(), failed);
    if (is_news && !failed)
      warn("removed the scratch database " + entry.path().string() + " of a run that is gone");
  }
}

std::string make_folder(const fs::path& place) {
  std::string name = (place / (std::string(scratch_prefix) + "XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr)
    throw Error("cannot make a folder for a scratch database in " + place.string() + ": " +
                system_message(errno) + "; set TMPDIR to a folder that can be written");
  return name;
}

/// Only a folder that is locked is safe from runs that clear up, and it cannot be made so at once.
std::unique_ptr<FileScratch> hold_folder(const fs::path& place, const DatabaseUrl& url) {
  constexpr int tries = 100;
  for (int i = 0; i < tries; ++i) {
    auto scratch = std::make_unique<FileScratch>(make_folder(place), url);
    if (!scratch->is_lost()) return scratch;
  }
  throw Error("cannot keep a folder for a scratch database in " + place.string() +
              ": somebody removes each; set TMPDIR to a folder of your own");
}

}  // namespace

/// Unless it is to be empty, the scratch file is a copy with all rows: what has run, has run there
/// too.
std::unique_ptr<ScratchDatabase> make_sqlite_scratch(Connection& connection, const DatabaseUrl& url,
                                                     const Warn& warn, bool is_empty) {
  const fs::path place = fs::temp_directory_path();
  remove_orphans(place, warn);
  auto scratch = hold_folder(place, url);
  const std::string& file = scratch->url().database;
  if (!is_empty) connection.execute({"VACUUM INTO '" + replace_all(file, "'", "''") + "'"});
  return scratch;
}

}  // namespace ebbtide
