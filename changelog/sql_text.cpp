// SQL files can be dumps of gigabytes, and no part of the way to the database needs them whole: the
// stream is read in pieces, its properties are replaced and the splitter takes statements off its
// front. Two things would break that, and are held together here. A letter of UTF-8 or a `${…}` may
// lie across two pieces: what is not complete at the end of a piece waits for the next, a name for
// 64 KiB at most. And files in other encodings are decoded whole.
//
// Whether a text would run as it is meant is asked before anything runs. Nearly all texts are in
// order, so a scan that only looks for what is open at the end comes first (sql/closed.h); the
// splitter, which is slower and knows the place, goes through a text to its end only where that
// scan cannot say yes.
#include "changelog/sql_text.h"

#include <algorithm>
#include <sstream>
#include <streambuf>

#include "changelog/files.h"
#include "changelog/properties.h"
#include "changelog/text_place.h"
#include "sql/closed.h"
#include "sql/splitter.h"
#include "text/ascii.h"
#include "text/source.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

/// Reads another stream and replaces the properties in it. A `${` is held back until its `}`.
class ExpandingBuffer final : public std::streambuf {
 public:
  ExpandingBuffer(std::unique_ptr<std::istream> input, const PropertyValues& properties,
                  std::string file)
      : input_(std::move(input)), properties_(properties), file_(std::move(file)) {}

 protected:
  int_type underflow() override {
    do {
      const std::size_t kept = raw_.size();
      raw_.resize(kept + chunk_size);
      input_->read(raw_.data() + kept, static_cast<std::streamsize>(chunk_size));
      raw_.resize(kept + static_cast<std::size_t>(input_->gcount()));
      const std::size_t ready = *input_ ? complete_part() : raw_.size();
      const std::string_view part = std::string_view(raw_).substr(0, ready);
      ready_ =
          Properties::needs_expansion(part) ? properties_.expand(part, file_) : std::string(part);
      raw_.erase(0, ready);
    } while (ready_.empty() && *input_);
    if (ready_.empty()) return traits_type::eof();
    setg(ready_.data(), ready_.data(), ready_.data() + ready_.size());
    return traits_type::to_int_type(ready_.front());
  }

 private:
  /// How much of the text can be expanded: all but a `${` that is not closed yet, or half of one.
  std::size_t complete_part() const {
    int depth = 0;
    std::size_t open = 0;
    const std::size_t first = std::min(raw_.find("${"), raw_.size());
    for (std::size_t at = first; at < raw_.size(); ++at) {
      if (raw_.compare(at, 2, "${") == 0) {
        if (depth++ == 0) open = at;
      } else if (raw_[at] == '}' && depth > 0) {
        --depth;
      }
    }
    const std::size_t held = depth > 0 ? open : raw_.size();
    constexpr std::size_t longest_name = std::size_t{64} * 1024;
    if (raw_.size() - held > longest_name) return raw_.size();
    return held == raw_.size() && raw_.ends_with('$') ? held - 1 : held;
  }

  static constexpr std::size_t chunk_size = std::size_t{64} * 1024;
  std::unique_ptr<std::istream> input_;
  PropertyValues properties_;
  std::string file_;
  std::string raw_;
  std::string ready_;
};

class ExpandingStream final : public std::istream {
 public:
  ExpandingStream(std::unique_ptr<std::istream> input, const PropertyValues& properties,
                  std::string file)
      : std::istream(nullptr), buffer_(std::move(input), properties, std::move(file)) {
    rdbuf(&buffer_);
  }

 private:
  ExpandingBuffer buffer_;
};

/// What the first bytes of a file say of its encoding.
enum class Mark { none, utf8, wide };

/// Stops behind the mark of UTF-8.
Mark read_byte_order_mark(std::istream& input) {
  constexpr std::string_view mark = "\xEF\xBB\xBF", little = "\xFF\xFE", big = "\xFE\xFF";
  char bytes[3];
  input.read(bytes, sizeof bytes);
  const std::string_view start(bytes, static_cast<std::size_t>(input.gcount()));
  input.clear();
  if (start == mark) return Mark::utf8;
  input.seekg(0);
  return start.starts_with(little) || start.starts_with(big) ? Mark::wide : Mark::none;
}

/// Whether all of a stream is UTF-8. A letter at the end of a piece is looked at with the next.
bool has_only_utf8(std::istream& input) {
  constexpr std::size_t longest_letter = 4;
  std::string piece;
  do {
    const std::size_t kept = piece.size();
    piece.resize(kept + std::size_t{64} * 1024);
    input.read(piece.data() + kept, static_cast<std::streamsize>(piece.size() - kept));
    piece.resize(kept + static_cast<std::size_t>(input.gcount()));
    const std::size_t bad = find_invalid_utf8(piece);
    const bool may_go_on = input && bad != std::string::npos && bad + longest_letter > piece.size();
    if (bad != std::string::npos && !may_go_on) return false;
    piece.erase(0, std::min(bad, piece.size()));
  } while (input);
  return true;
}

}  // namespace

std::vector<Problem> problems_of_sql(const OpenSql& open, const SplitOptions& options,
                                     const sql::Syntax& syntax, const FindPlace& place) {
  SplitOptions plain = options;
  plain.strip_comments = true;
  plain.strip_bodies = false;
  const bool is_closed = is_surely_closed(*open(), syntax, options.delimiter);
  const auto sql = open();
  SqlSplitter splitter(*sql, syntax, plain);
  if (!splitter.delimiter_problem().empty())
    return {{Position(), splitter.delimiter_problem(), {}}};
  bool has_statement = false;
  while (!(is_closed && has_statement) && splitter.next()) has_statement = true;
  const auto problem = [&](std::uint64_t at, std::string message) {
    return std::vector<Problem>{{place({at}).value_or(Position()), std::move(message), {}}};
  };
  if (const auto& flaw = splitter.flaw()) return problem(flaw->at, flaw->what);
  if (has_statement || !splitter.first_delimiter()) return {};
  return problem(*splitter.first_delimiter(),
                 "there is no statement in the SQL, only what ends one; write a statement, or "
                 "remove the change");
}

std::string SqlFileReference::resolved() const {
  return relative ? normalized_path(sibling_path(where.file, path)) : std::string(path);
}

std::string_view encoding_of(const SqlFileReference& reference, const Files& files) {
  return reference.encoding.empty() ? std::string_view(files.encodings().input)
                                    : reference.encoding;
}

namespace {

DecodedText decode_sql_file(const SqlFileReference& reference, const Files& files) {
  const std::string path = reference.resolved();
  std::string bytes = files.read(path);
  try {
    return decode(std::move(bytes), encoding_of(reference, files));
  } catch (const Error& error) {
    throw Error(path + ": " + error.what(), reference.where);
  }
}

bool is_utf8_throughout(const SqlFileReference& reference, const Files& files) {
  return is_utf8_name(encoding_of(reference, files)) &&
         has_only_utf8(*files.open(reference.resolved()));
}

}  // namespace

std::optional<Problem> find_damage(const SqlFileReference& reference, const Files& files) {
  if (is_utf8_throughout(reference, files)) return std::nullopt;
  DecodedText decoded = decode_sql_file(reference, files);
  if (decoded.damaged.empty()) return std::nullopt;
  const Source source(reference.resolved(), std::move(decoded.text));
  return Problem{source.position(decoded.damaged.front()),
                 describe_damage(encoding_of(reference, files), naming_an_encoding),
                 {}};
}

std::string read_sql_file(const SqlFileReference& reference, const Files& files) {
  return decode_sql_file(reference, files).text;
}

std::unique_ptr<std::istream> open_sql_file(const SqlFileReference& reference, const Files& files) {
  if (!is_utf8_throughout(reference, files))
    return std::make_unique<std::istringstream>(read_sql_file(reference, files));
  auto input = files.open(reference.resolved());
  if (read_byte_order_mark(*input) == Mark::wide)
    return std::make_unique<std::istringstream>(read_sql_file(reference, files));
  return input;
}

std::unique_ptr<std::istream> open_sql_file(const SqlFileReference& reference, const Files& files,
                                            const PropertyValues& properties) {
  return std::make_unique<ExpandingStream>(open_sql_file(reference, files), properties,
                                           reference.where.file);
}

}  // namespace ebbtide
