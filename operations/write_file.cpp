// Nothing that exists is ever written over: a file is made by the one call that fails where it is
// there, so that nobody who makes it at the same moment loses what he wrote. What is to be replaced
// is written beside its place first.
#include "operations/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "text/error.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, int error) {
  throw Error("cannot write the file '" + path + "': " + system_message(error));
}

void make_folders(const fs::path& file) {
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
}

/// Makes the file; the number of the error where it is there, or cannot be written, else 0.
int made(const fs::path& file, std::string_view text, mode_t mode) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return errno;
  int error = 0;
  while (error == 0 && !text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count <= 0) error = errno;
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::close(descriptor) != 0 && error == 0) error = errno;
  return error;
}

constexpr mode_t for_all = 0666, for_owner = 0600;

}  // namespace

void write_new_file(const std::string& path, std::string_view text, bool is_private) {
  make_folders(path);
  const int error = made(path, text, is_private ? for_owner : for_all);
  if (error == EEXIST)
    throw Error("the file '" + path +
                "' is there already, and is not written over; give another name");
  if (error != 0) fail(path, error);
}

// The other name is in the same folder, since a file can be moved in one step only within a file
// system; it has the number of the process, since another machine's run may write beside this one.
void replace_file(const std::string& path, std::string_view text) {
  std::error_code none;
  const fs::path there = fs::canonical(path, none);
  const fs::path target = none ? fs::path(path) : there;
  const fs::path beside = target.string() + "." + std::to_string(::getpid()) + ".new";
  make_folders(target);
  std::error_code ignored;
  fs::remove(beside, ignored);
  int failed = made(beside, text, for_all);
  if (failed == 0) {
    if (!none) fs::permissions(beside, fs::status(target).permissions(), ignored);
    std::error_code error;
    fs::rename(beside, target, error);
    failed = error.value();
  }
  if (failed == 0) return;
  fs::remove(beside, ignored);
  fail(path, failed);
}

void write_file(const std::string& path, std::string_view text) {
  std::error_code error;
  if (fs::exists(path, error)) return replace_file(path, text);
  write_new_file(path, text);
}

}  // namespace ebbtide
