#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace ebbtide {

/// A folder of its own, gone with all that is in it at the end of its life.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "ebbtide-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The same, and the process works in it as long as it lives.
class WorkingFolder : public TemporaryFolder {
 public:
  WorkingFolder() { std::filesystem::current_path(path()); }
  ~WorkingFolder() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_ = std::filesystem::current_path();
};

}  // namespace ebbtide
