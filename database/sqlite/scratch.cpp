#include "database/sqlite/scratch.h"

#include <filesystem>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// A file in the folder for temporary ones.
class FileScratch final : public ScratchDatabase {
 public:
  FileScratch(std::string file, DatabaseUrl url) : file_(std::move(file)), url_(std::move(url)) {}
  ~FileScratch() override {
    std::error_code ignored;
    for (const char* const end : {"", "-journal", "-wal", "-shm"})
      std::filesystem::remove(file_ + end, ignored);
  }
  FileScratch(const FileScratch&) = delete;
  FileScratch& operator=(const FileScratch&) = delete;

  const DatabaseUrl& url() const override { return url_; }
  std::vector<std::string> neighbours() const override { return {}; }

 private:
  std::string file_;
  DatabaseUrl url_;
};

}  // namespace

/// Unless it is to be empty, the scratch file is a copy with all rows: what has run, has run there
/// too.
std::unique_ptr<ScratchDatabase> make_sqlite_scratch(Connection& connection, const DatabaseUrl& url,
                                                     const Warn&, bool is_empty) {
  const std::string file =
      (std::filesystem::temp_directory_path() / (scratch_name() + ".db")).string();
  auto scratch = std::make_unique<FileScratch>(file, url_with_database(url, file));
  if (!is_empty) connection.execute({"VACUUM INTO '" + replace_all(file, "'", "''") + "'"});
  return scratch;
}

}  // namespace ebbtide
