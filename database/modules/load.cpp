// The drivers of the servers, kept inside the program as modules. A module is written to a file
// that exists only in memory and handed to the dynamic linker, which also brings the client
// library. Most commands need one driver or none, and loading both would take longer than those
// commands do. A machine without one of the client libraries can still use the other databases, and
// hears which package is missing when it asks for this one.
//
// embed.S has the bytes. A module brings its own copy of all code below a driver, statics included:
// nothing may be kept in one that both sides are to see. Errors thrown in it are caught here, since
// the runtime compares types by name.
#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>

#include "database/mysql/connection.h"
#include "database/postgresql/connection.h"

extern "C" {
extern const char ebbtide_module_postgresql[];
extern const char ebbtide_module_postgresql_end[];
extern const char ebbtide_module_mysql[];
extern const char ebbtide_module_mysql_end[];
}

namespace ebbtide {
namespace {

using Open = Connection* (*)(const DatabaseUrl&, const Warn&);

[[noreturn]] void refuse(const std::string& name, const std::string& packages,
                         const std::string& why) {
  throw Error("the driver for " + name + " cannot be loaded: " + why +
              "; install its client library, on Debian 12: apt-get install " + packages);
}

/// A file in memory, closed at the end of its life.
class MemoryFile {
 public:
  explicit MemoryFile(const std::string& name)
      : descriptor_(::memfd_create(name.c_str(), MFD_CLOEXEC)) {
    if (descriptor_ < 0)
      throw Error("the memory for " + name + " cannot be had: " + system_message(errno));
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

/// A driver that was loaded. It stays: connections and errors that come from it may outlive any
/// owner. Its file stays open too, since the linker knows modules by their path, and the next file
/// would get the number, and so the path, of one that was closed.
class Module {
 public:
  Module(const std::string& name, const std::string& packages, std::string_view bytes)
      : file_("ebbtide-" + name) {
    if (!file_.write(bytes)) refuse(name, packages, system_message(errno));
    void* const library = ::dlopen(file_.path().c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) refuse(name, packages, ::dlerror());
    open_ = reinterpret_cast<Open>(::dlsym(library, "ebbtide_open"));
  }
  std::unique_ptr<Connection> open(const DatabaseUrl& url, const Warn& warn) const {
    return std::unique_ptr<Connection>(open_(url, warn));
  }

 private:
  MemoryFile file_;
  Open open_ = nullptr;
};

std::string_view bytes(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::unique_ptr<Connection> open_postgresql(const DatabaseUrl& url, const Warn& warn) {
  static const Module module("PostgreSQL", "libpq5 libpqxx-6.4",
                             bytes(ebbtide_module_postgresql, ebbtide_module_postgresql_end));
  return module.open(url, warn);
}

std::unique_ptr<Connection> open_mysql(const DatabaseUrl& url, const Warn& warn) {
  static const Module module("MySQL and MariaDB", "libmysqlcppconn7v5",
                             bytes(ebbtide_module_mysql, ebbtide_module_mysql_end));
  return module.open(url, warn);
}

}  // namespace ebbtide
