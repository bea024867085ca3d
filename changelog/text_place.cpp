// A database says `syntax error at byte 34` of the third statement of an <sql>. Its author wants
// line and column of the changelog. No offsets are kept on the way, which would have to pass every
// layer for the sake of a failure; instead the text is laid beside the file again, and both are
// walked together:
//
//   in the file                                    in the text
//   <![CDATA[  ]]>  <!-- note -->                  nothing
//   &lt;  &#233;                                   <  é
//   \n  \"  \u00e9            (YAML, JSON)         line end  "  é
//   ''                        (YAML)               '
//   ${table}                                       its value
//   blanks, line ends, indents                     as many, fewer, or others
//   -- note, # note, /* note */                    nothing, where comments are stripped
//   --rollback drop table t                        nothing; if that fails, `drop table t`
//
// Equal letters go together; where they differ the file may skip what is no part of the text, and
// the text may skip a blank. If neither helps, the text does not stand here. Where it begins is
// searched from the place of the change on, at each letter that can begin it; all up to the
// statement must fit there, and 60 letters at least, so that no other text is taken for it.
//
// Where the byte cannot be found again, as in what modifySql has added, the place is that of the
// statement. Where the text cannot, there is none, and the message has the place of the change,
// which is right and less exact.
#include "changelog/text_place.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "changelog/files.h"
#include "changelog/properties.h"
#include "database/facts.h"
#include "sql/splitter.h"
#include "text/ascii.h"
#include "text/source.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

using Decoded = std::optional<std::pair<std::string, std::size_t>>;

/// Where a part that begins at `at` and ends with `end` is over.
std::size_t size_up_to(std::string_view text, std::size_t at, std::string_view end) {
  const std::size_t found = text.find(end, at);
  return (found == std::string_view::npos ? text.size() : found + end.size()) - at;
}

/// The letter whose number is in these digits.
std::string letter_of(std::string_view digits, int base) {
  unsigned number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  std::string letter;
  append_utf8(letter, static_cast<char32_t>(number));
  return letter;
}

Decoded decoded_entity(std::string_view rest) {
  struct Entity {
    std::string_view spelling, meaning;
  };
  constexpr std::array entities{Entity{"&lt;", "<"}, Entity{"&gt;", ">"}, Entity{"&amp;", "&"},
                                Entity{"&quot;", "\""}, Entity{"&apos;", "'"}};
  for (const Entity& one : entities) {
    if (rest.starts_with(one.spelling))
      return std::pair(std::string(one.meaning), one.spelling.size());
  }
  const std::size_t end = rest.find(';');
  if (!rest.starts_with("&#") || end == std::string_view::npos) return std::nullopt;
  const bool is_hex = rest.substr(2).starts_with('x');
  const std::size_t begin = is_hex ? 3 : 2;
  return std::pair(letter_of(rest.substr(begin, end - begin), is_hex ? 16 : 10), end + 1);
}

Decoded decoded_backslash(std::string_view rest) {
  if (rest.size() < 2) return std::nullopt;
  constexpr std::string_view letters = "ntr\"/\\", meanings = "\n\t\r\"/\\";
  if (rest[1] == 'u' && rest.size() >= 6)
    return std::pair(letter_of(rest.substr(2, 4), 16), std::size_t{6});
  const std::size_t which = letters.find(rest[1]);
  if (which == std::string_view::npos) return std::nullopt;
  return std::pair(std::string(1, meanings[which]), std::size_t{2});
}

bool is_blank(std::string_view text) { return trim(text).empty(); }

/// How long the word is that makes a line of formatted SQL one of the rollback; 0 for none.
std::size_t rollback_word(std::string_view line) {
  constexpr std::string_view word = "rollback";
  const std::size_t begin = line.find_first_not_of("- \t");
  if (begin == std::string_view::npos || !starts_with_ignoring_case(line.substr(begin), word))
    return 0;
  return begin + word.size();
}

}  // namespace

Decoded WrittenText::decoded(std::size_t at) const {
  const std::string_view rest = written_.substr(at);
  if (rest.starts_with('&')) return decoded_entity(rest);
  if (rest.starts_with('\\')) return decoded_backslash(rest);
  if (!rest.starts_with("${")) return std::nullopt;
  const std::size_t size = size_up_to(written_, at, "}");
  return std::pair(expand_(rest.substr(0, size)), size);
}

/// How much at this place is not part of the text though it stands in the middle of it.
std::size_t WrittenText::skippable(std::size_t at, bool rollback_is_text) const {
  const std::string_view rest = written_.substr(at);
  constexpr std::string_view cdata = "<![CDATA[", cdata_end = "]]>";
  if (rest.starts_with(cdata)) return cdata.size();
  if (rest.starts_with(cdata_end)) return cdata_end.size();
  if (rest.starts_with("<!--")) return size_up_to(written_, at, "-->");
  if (rest.starts_with("/*")) return size_up_to(written_, at, "*/");
  if (rest.starts_with("--") || rest.starts_with('#')) {
    const std::size_t line = size_up_to(written_, at, "\n");
    const std::size_t word = rollback_is_text ? rollback_word(rest.substr(0, line)) : 0;
    return word > 0 ? word : line;
  }
  if (rest.starts_with("\\\n")) return 2;
  // The second of two that stand for one.
  if (at == 0) return 0;
  const char before = written_[at - 1];
  if (before == '&' && rest.starts_with("amp;")) return 4;
  return (before == '\'' || before == '\\') && rest.starts_with(before) ? 1 : 0;
}

std::optional<std::size_t> WrittenText::follow(std::string_view text, std::size_t size,
                                               std::size_t from, bool rollback_is_text) const {
  std::size_t at = from;
  for (std::size_t done = 0;;) {
    const bool is_at_end = at >= written_.size();
    const char next = done < text.size() ? text[done] : '\0';
    if (done >= size && (is_at_end || written_[at] == next || done == text.size())) return at;
    if (!is_at_end && written_[at] == next) {
      ++done;
      ++at;
      continue;
    }
    const Decoded decoded = is_at_end ? std::nullopt : this->decoded(at);
    if (decoded && (is_blank(decoded->first) || text.substr(done).starts_with(decoded->first))) {
      if (done + decoded->first.size() > size) return at;
      done += is_blank(decoded->first) && !is_space(next) ? 0 : decoded->first.size();
      at += decoded->second;
      continue;
    }
    const bool both_blank = !is_at_end && is_space(written_[at]) && is_space(next);
    const std::size_t skipped = is_at_end                ? 0
                                : is_space(written_[at]) ? 1
                                                         : skippable(at, rollback_is_text);
    if (skipped == 0 && done >= size) return at;
    if (skipped == 0 && !is_space(next)) return std::nullopt;
    at += skipped;
    if (both_blank || skipped == 0) ++done;
  }
}

std::optional<std::size_t> WrittenText::follow(std::string_view text, std::size_t size,
                                               std::size_t from) const {
  const auto found = follow(text, size, from, false);
  return found ? found : follow(text, size, from, true);
}

std::optional<std::size_t> WrittenText::find(std::string_view text, std::size_t size,
                                             std::size_t from) const {
  if (text.empty()) return std::nullopt;
  constexpr std::size_t shortest = 60;
  const std::size_t probe = std::max(size, std::min(text.size(), shortest));
  const std::array<char, 5> starts{text.front(), '$', '&', '\\', '\0'};
  for (std::size_t at = written_.find_first_of(starts.data(), from); at != std::string_view::npos;
       at = written_.find_first_of(starts.data(), at + 1)) {
    if (follow(text, probe, at)) return follow(text, size, at);
  }
  return std::nullopt;
}

namespace {

/// The offset of a place in a text.
std::size_t offset_of(std::string_view text, const Position& place) {
  std::size_t at = 0;
  for (int line = 1; line < place.line && at < text.size(); ++line)
    at += size_up_to(text, at, "\n");
  for (int column = 1; column < place.column && at < text.size(); ++column) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

/// The statement from its first word on, and the place in it that the database named.
struct Named {
  std::string_view sent;
  std::size_t at;
};
std::optional<Named> behind_comments(const SqlSpot& spot, const sql::Syntax& syntax) {
  if (!spot.at) return std::nullopt;
  const std::size_t first = comments_before(spot.sent, syntax);
  if (*spot.at < first) return std::nullopt;
  return Named{spot.sent.substr(first), *spot.at - first};
}

/// The offset of the spot in the file when its statement begins at `begin`.
std::size_t offset_of(const SqlSpot& spot, const WrittenText& written, std::size_t begin,
                      const sql::Syntax& syntax) {
  const auto named = behind_comments(spot, syntax);
  return named ? written.follow(named->sent, named->at, begin).value_or(begin) : begin;
}

WrittenText::Expand expansion(const Target& target, const std::string& file) {
  return [&target, file](std::string_view text) { return target.properties.expand(text, file); };
}

/// A part of a file: whole lines, the first of which has this number.
struct Lines {
  int first = 0;
  std::string text;
  std::size_t begin = 0;  ///< where in its first line the statement begins, properties replaced
};

/// The lines from the one at which a byte of the text stands, as many as the statement may need.
Lines lines_from(std::istream& input, std::uint64_t byte, std::size_t enough,
                 const WrittenText::Expand& expand) {
  Lines lines;
  std::uint64_t before = 0;
  std::string line;
  for (int number = 1; std::getline(input, line); ++number) {
    if (lines.first == 0) {
      std::erase(line, '\r');
      const std::size_t size =
          (Properties::needs_expansion(line) ? expand(line).size() : line.size()) + 1;
      if (before + size <= byte && input.good()) {
        before += size;
        continue;
      }
      lines.first = number;
      lines.begin = static_cast<std::size_t>(byte - before);
    }
    lines.text += line + "\n";
    if (lines.text.size() > enough) break;
  }
  return lines;
}

}  // namespace

std::optional<Position> place_in_changelog(const Position& where, std::string_view sql,
                                           const SqlSpot& spot, const Target& target) {
  if (!target.files.exists(where.file)) return std::nullopt;
  const Source source(where.file, to_utf8(target.files.read(where.file), ""));
  const WrittenText written(source.text(), expansion(target, where.file));
  const std::string text = replace_all(sql, "\r", "");
  const auto begin =
      written.find(text, static_cast<std::size_t>(spot.begin), offset_of(source.text(), where));
  if (!begin) return std::nullopt;
  return source.position(offset_of(spot, written, *begin, target.facts().syntax));
}

std::optional<Position> place_in_file(const SqlFileReference& reference, const SqlSpot& spot,
                                      const Target& target) {
  if (!target.files.exists(reference.resolved())) return std::nullopt;
  constexpr std::size_t slack = std::size_t{16} * 1024;
  const auto expand = expansion(target, reference.where.file);
  const auto input = open_sql_file(reference, target.files);
  const Lines lines = lines_from(*input, spot.begin, 2 * spot.at.value_or(0) + slack, expand);
  if (lines.first == 0) return std::nullopt;
  const Source source(reference.resolved(), lines.text);
  const WrittenText written(source.text(), expand);
  const std::string first_line = expand(source.line(1));
  const std::size_t begin = written.follow(first_line, lines.begin, 0).value_or(0);
  Position place = source.position(offset_of(spot, written, begin, target.facts().syntax));
  place.line += lines.first - 1;
  return place;
}

}  // namespace ebbtide
