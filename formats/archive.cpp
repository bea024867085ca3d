// libarchive is loaded by name when the first archive is met, so that a start without archives does
// not pay for it. It reads an archive from front to back only: the list of contents is made in one
// pass, and a Reader stays open behind the file that was read last. Who asks for files in the order
// they were packed, as an includeAll mostly does, goes through the archive once; anything else
// begins again at its front, which is right and slower.
//
// How long a file says it is in the list is no promise. While it is unpacked, more than 64 MiB and
// more than twenty times the archive is taken for an attempt to fill the memory.
#include "formats/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>

#include "changelog/files.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

constexpr const char* library_name = "libarchive.so.13";

/// The functions of libarchive that are used here.
struct Library {
  decltype(&::archive_read_new) make = nullptr;
  decltype(&::archive_read_free) free = nullptr;
  decltype(&::archive_read_support_format_zip) support_zip = nullptr;
  decltype(&::archive_read_support_format_raw) support_raw = nullptr;
  decltype(&::archive_read_support_filter_gzip) support_gzip = nullptr;
  decltype(&::archive_read_open_filename) open = nullptr;
  decltype(&::archive_read_next_header) next = nullptr;
  decltype(&::archive_read_data) read = nullptr;
  decltype(&::archive_error_string) error = nullptr;
  decltype(&::archive_entry_pathname) path = nullptr;
  decltype(&::archive_entry_filetype) type = nullptr;
  decltype(&::archive_entry_size) size = nullptr;
};

template <class Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr)
    throw Error(std::string(library_name) + " has no " + name + "; install Debian's libarchive13");
}

Library load_library() {
  void* const library = ::dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    throw Error(std::string("archives in the search path need ") + library_name + ": " +
                ::dlerror() + "; install Debian's libarchive13, or unpack the archive");
  }
  Library functions;
  find(library, "archive_read_new", functions.make);
  find(library, "archive_read_free", functions.free);
  find(library, "archive_read_support_format_zip", functions.support_zip);
  find(library, "archive_read_support_format_raw", functions.support_raw);
  find(library, "archive_read_support_filter_gzip", functions.support_gzip);
  find(library, "archive_read_open_filename", functions.open);
  find(library, "archive_read_next_header", functions.next);
  find(library, "archive_read_data", functions.read);
  find(library, "archive_error_string", functions.error);
  find(library, "archive_entry_pathname", functions.path);
  find(library, "archive_entry_filetype", functions.type);
  find(library, "archive_entry_size", functions.size);
  return functions;
}

const Library& library() {
  static const Library loaded = load_library();
  return loaded;
}

/// What the archive may unpack a file to: more than any real file, less than fills the memory.
std::uint64_t most_unpacked(const std::string& file) {
  constexpr std::uint64_t always = std::uint64_t{64} << 20;
  constexpr std::uint64_t times = 20;
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  return error ? always : std::max<std::uint64_t>(always, times * size);
}

}  // namespace

/// What a packed file can be.
enum class Packing { zip, gzip };

/// Walks over the entries of an archive from its beginning; a file that gzip packed is one entry.
class Archive::Reader {
 public:
  explicit Reader(const std::string& file, Packing packing = Packing::zip)
      : file_(file), archive_(library().make()) {
    constexpr std::size_t block = std::size_t{64} * 1024;
    if (archive_ == nullptr) throw Error("there is no memory to read the archive " + file);
    support(packing);
    if (library().open(archive_, file.c_str(), block) != ARCHIVE_OK) {
      const std::string why = reason();
      library().free(archive_);
      throw Error("cannot read the archive '" + file + "': " + why);
    }
  }
  ~Reader() { library().free(archive_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Goes to the next file and gives its path; nothing at the end.
  std::optional<std::string> next() {
    while (true) {
      const int result = library().next(archive_, &entry_);
      if (result == ARCHIVE_EOF) return std::nullopt;
      if (result != ARCHIVE_OK && result != ARCHIVE_WARN) fail(reason());
      const char* const name = library().path(entry_);
      if (name != nullptr && library().type(entry_) == AE_IFREG) return std::string(name);
    }
  }

  /// How long the entry says it is; 0 where it does not.
  std::uint64_t size() const {
    return static_cast<std::uint64_t>(std::max<la_int64_t>(0, library().size(entry_)));
  }

  /// The contents of the entry it stands at.
  std::string read(std::uint64_t most) {
    constexpr std::size_t chunk = std::size_t{64} * 1024;
    std::string text;
    while (true) {
      const std::size_t size = text.size();
      text.resize(size + chunk);
      const la_ssize_t got = library().read(archive_, text.data() + size, chunk);
      if (got < 0) fail(reason());
      text.resize(size + static_cast<std::size_t>(got));
      if (got == 0) return text;
      if (text.size() > most)
        fail("it is packed so that it would fill the memory; unpack the archive by hand");
    }
  }

 private:
  void support(Packing packing) {
    if (packing == Packing::zip) {
      library().support_zip(archive_);
    } else {
      library().support_gzip(archive_);
      library().support_raw(archive_);
    }
  }
  std::string reason() const {
    const char* const text = library().error(archive_);
    return text == nullptr ? "it is no .jar or .zip" : text;
  }
  [[noreturn]] void fail(const std::string& why) const {
    const char* const name = entry_ == nullptr ? nullptr : library().path(entry_);
    throw Error("cannot read " + (name == nullptr ? "" : "'" + std::string(name) + "' in ") +
                "the archive '" + file_ + "': " + why);
  }

  std::string file_;
  ::archive* archive_;
  ::archive_entry* entry_ = nullptr;
};

/// How far the archive was gone through: `reader` stands behind the file that was read last.
struct Archive::Place {
  std::mutex mutex;
  std::unique_ptr<Reader> reader;
};

Archive::Archive(std::string file)
    : file_(std::move(file)),
      most_unpacked_(most_unpacked(file_)),
      place_(std::make_unique<Place>()) {
  Reader reader(file_);
  while (const auto name = reader.next()) {
    const std::string path = normalized_path(*name);
    if (!path.empty() && path != ".." && !path.starts_with("../"))
      sizes_.emplace(path, reader.size());
  }
}

Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;

/// Changelogs are read in about the order in which they were packed: mostly the file that is wanted
/// comes after the one that was read last, and the archive is gone through once.
std::string Archive::read(const std::string& path) const {
  const std::string wanted = normalized_path(path);
  const std::lock_guard guard(place_->mutex);
  std::unique_ptr<Reader>& reader = place_->reader;
  for (const bool from_start : {reader == nullptr, true}) {
    if (from_start) reader = std::make_unique<Reader>(file_);
    while (const auto name = reader->next()) {
      if (normalized_path(*name) == wanted) return reader->read(most_unpacked_);
    }
  }
  throw Error("the archive '" + file_ + "' has no file '" + path + "'");
}

std::string Archive::unpack_gzip(const std::string& file) {
  Reader reader(file, Packing::gzip);
  return reader.next() ? reader.read(most_unpacked(file)) : "";
}

bool names_archive(std::string_view path) {
  return path.starts_with("jar:") || ends_with_ignoring_case(path, ".jar") ||
         ends_with_ignoring_case(path, ".zip");
}

std::string archive_file(std::string_view path) {
  if (path.starts_with("jar:")) path.remove_prefix(4);
  if (path.starts_with("file:")) path.remove_prefix(5);
  if (path.starts_with("//")) path.remove_prefix(2);
  if (path.ends_with("!/")) path.remove_suffix(2);
  return std::string(path);
}

}  // namespace ebbtide
