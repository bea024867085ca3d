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

}  // namespace

void write_new_file(const std::string& path, std::string_view text, bool is_private) {
  std::error_code ignored;
  fs::create_directories(fs::path(path).parent_path(), ignored);
  const int file =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, is_private ? 0600 : 0666);
  if (file < 0 && errno == EEXIST)
    throw Error("the file '" + path +
                "' is there already, and is not written over; give another name");
  bool is_written = file >= 0;
  while (is_written && !text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    is_written = count > 0;
    if (is_written) text.remove_prefix(static_cast<std::size_t>(count));
  }
  const int error = errno;
  const bool is_closed = file >= 0 && ::close(file) == 0;
  if (!is_written || !is_closed)
    throw Error("cannot write the file '" + path +
                "': " + system_message(is_written ? errno : error));
}

void replace_file(const std::string& path, std::string_view text) {
  const fs::path target = fs::canonical(path);
  const fs::path beside = target.string() + ".new";
  std::error_code error;
  fs::remove(beside, error);
  write_new_file(beside.string(), text);
  fs::permissions(beside, fs::status(target).permissions(), error);
  fs::rename(beside, target, error);
  if (!error) return;
  std::error_code ignored;
  fs::remove(beside, ignored);
  throw Error("cannot write the file '" + path + "': " + error.message());
}

void write_file(const std::string& path, std::string_view text) {
  std::error_code error;
  if (fs::exists(path, error)) return replace_file(path, text);
  write_new_file(path, text);
}

}  // namespace ebbtide
