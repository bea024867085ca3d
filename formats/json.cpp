// nlohmann's reader tells what it comes by as events, which is what TreeBuilder wants, but not
// where. So it reads through an iterator that leaves behind how far it has got. An event comes when
// its token has been read whole; for a number that takes the letter behind it. From the closing
// quote of a text the opening one is found by going back to the first that an even number of
// backslashes stands before.
//
// As Liquibase does: JSON is read as YAML is. Numbers are typed and written out again (`1.50` is
// 1.5), and what is YAML but no JSON, such as `{a: 'b',}`, is taken. If it is neither, the message
// is that of JSON, which is what the author meant to write.
#include "formats/json.h"

#include <nlohmann/json.hpp>

#include <utility>

#include "formats/plain_scalar.h"
#include "formats/tree_builder.h"
#include "formats/yaml.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

/// Walks over the text and counts, so that each event can be given a place in the file.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** farthest) : at_(at), farthest_(farthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *farthest_ = ++at_;
    return *this;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_;
  const char** farthest_;
};

/// Passes nlohmann's events on to the builder. When an event comes, the reader stands just behind
/// the token, or one letter further behind a number.
class Events {
 public:
  Events(TreeBuilder& builder, const Source& source, const char* const* at)
      : builder_(builder), source_(source), at_(at) {}

  bool null() { return value(std::nullopt); }
  bool boolean(bool given) { return value(given ? "true" : "false"); }
  bool number_integer(std::int64_t given) { return value(std::to_string(given)); }
  bool number_unsigned(std::uint64_t given) { return value(std::to_string(given)); }
  bool number_float(double, const std::string& text) { return value(plain_scalar(text)); }
  bool string(std::string& given) {
    builder_.value(std::move(given), string_start());
    return true;
  }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) {
    builder_.begin_map(offset() - 1);
    return true;
  }
  bool key(std::string& given) {
    builder_.key(std::move(given), string_start());
    return true;
  }
  bool end_object() {
    builder_.end();
    return true;
  }
  bool start_array(std::size_t) {
    builder_.begin_list(offset() - 1);
    return true;
  }
  bool end_array() { return end_object(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& error) {
    const std::string_view what = error.what();
    const std::size_t reason = what.find(": ");
    throw Error("the JSON cannot be read: " +
                    std::string(what.substr(reason == std::string_view::npos ? 0 : reason + 2)),
                source_.position(position == 0 ? 0 : position - 1));
  }

 private:
  std::size_t offset() const { return static_cast<std::size_t>(*at_ - source_.text().data()); }

  /// Goes back from behind a closing quote to the opening one.
  std::size_t string_start() const {
    const std::string_view text = source_.text();
    std::size_t at = offset() - 1;
    while (at > 0) {
      --at;
      if (text[at] != '"') continue;
      std::size_t slashes = 0;
      while (slashes < at && text[at - 1 - slashes] == '\\') ++slashes;
      if (slashes % 2 == 0) break;
    }
    return at;
  }

  bool value(std::optional<std::string> text) {
    builder_.value(std::move(text), offset() == 0 ? 0 : offset() - 1);
    return true;
  }

  TreeBuilder& builder_;
  const Source& source_;
  const char* const* at_;
};

Document parse_strictly(const std::string& file, std::string text) {
  Document document(Source(file, std::move(text)), false);
  const std::string& kept = document.source().text();
  const char* at = kept.data();
  TreeBuilder builder(document);
  Events events(builder, document.source(), &at);
  nlohmann::json::sax_parse(CountingIterator(kept.data(), &at),
                            CountingIterator(kept.data() + kept.size(), &at), &events);
  document.root() = builder.take_changelog();
  return document;
}

/// Whether YAML might read what JSON could not: it begins like JSON at least.
bool may_be_yaml(std::string_view text) { return trim(text).starts_with('{'); }

}  // namespace

Document parse_json(std::string file, std::string bytes, const ParseOptions&) {
  std::string text = require_undamaged(file, decode(std::move(bytes), ""), "", "");
  try {
    return parse_strictly(file, text);
  } catch (const Error& error) {
    if (!may_be_yaml(text)) throw;
    try {
      return parse_yaml(std::move(file), std::move(text));
    } catch (const Error&) {
      throw error;
    }
  }
}

}  // namespace ebbtide
