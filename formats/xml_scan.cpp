// pugixml is fast and forgiving. It takes a bare `&`, an entity nobody defined, a second root
// element and control characters without a word, and passes over a DOCTYPE. Liquibase's parser
// refuses all of that, and a file that only one of the two tools reads is no changelog. This scan
// goes through the text once, before pugixml does. It stops at the few bytes that can matter where
// they stand, which a table of 256 entries says:
//
//   in text      `<`, `&`, control characters
//   in a tag     these, `>` and both quotes
//   in a value   these without `>`, and the quote that closes it
//
// There is no stack: whether start and end tags have the same names is asked by pugixml. A depth is
// enough to know what stands outside of the root element, where only comments, instructions and
// blanks may be.
#include "formats/xml_scan.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// Where in a file a byte stands, as far as it matters which bytes need a look there.
enum Place : unsigned char { in_text = 1, in_tag = 2, in_double_quotes = 4, in_single_quotes = 8 };

/// For each byte the places where it needs a look: markup, references and control characters.
constexpr std::array<unsigned char, 256> make_notable() {
  constexpr unsigned char everywhere = in_text | in_tag | in_double_quotes | in_single_quotes;
  std::array<unsigned char, 256> notable{};
  for (std::size_t c = 0; c < 0x20; ++c) {
    if (is_control(static_cast<char>(c))) notable[c] = everywhere;
  }
  notable['<'] = notable['&'] = everywhere;
  notable['>'] = in_tag;
  notable['"'] = in_tag | in_double_quotes;
  notable['\''] = in_tag | in_single_quotes;
  return notable;
}
constexpr std::array<unsigned char, 256> notable = make_notable();

bool is_xml_character(unsigned long code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code < 0xD800 || (code > 0xDFFF && code < 0xFFFE) || (code > 0xFFFF && code <= 0x10FFFF);
}

bool is_character_reference(std::string_view name) {
  const bool hexadecimal = name.starts_with("#x");
  const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
  unsigned long code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
  return error == std::errc{} && end == digits.data() + digits.size() && is_xml_character(code);
}

class Scanner {
 public:
  explicit Scanner(const Source& source) : source_(source), text_(source.text()) {}

  XmlTraits run() {
    if (text_.starts_with("<?xml")) skip_to("?>", 0);
    while (position_ < text_.size()) scan_text();
    if (!has_root_) fail(position_, "the file is empty: a databaseChangeLog element was expected");
    return traits_;
  }

 private:
  [[noreturn]] void fail(std::size_t offset, const std::string& message) const {
    throw Error(message, source_.position(offset));
  }

  void skip_to(std::string_view end, std::size_t from) {
    const std::size_t found = text_.find(end, from);
    if (found == std::string_view::npos)
      fail(from, "this has no end: '" + std::string(end) + "' is missing");
    for (std::size_t i = from; i < found; ++i) check_control(i);
    position_ = found + end.size();
  }

  void check_control(std::size_t offset) const {
    if (!is_control(text_[offset])) return;
    fail(offset, "a control character (code " +
                     std::to_string(static_cast<unsigned char>(text_[offset])) +
                     ") cannot be in XML");
  }

  /// Goes on to the next byte that needs a look, or to the end of the file.
  void skip_to_notable(Place place) {
    const auto is_notable = [place](char c) {
      return (notable[static_cast<unsigned char>(c)] & place) != 0;
    };
    const auto next = std::find_if(text_.begin() + static_cast<std::ptrdiff_t>(position_),
                                   text_.end(), is_notable);
    position_ = static_cast<std::size_t>(next - text_.begin());
  }

  /// Takes text up to the next markup, and that markup.
  void scan_text() {
    const std::size_t begin = position_;
    skip_to_notable(in_text);
    if (depth_ == 0) check_blank(begin, position_);
    if (position_ == text_.size()) return;
    check_control(position_);
    if (text_[position_] == '&') return scan_reference();
    const std::string_view rest = text_.substr(position_);
    if (rest.starts_with("<!--")) return scan_comment();
    if (rest.starts_with("<![CDATA[")) return scan_cdata();
    if (rest.starts_with("<?")) return scan_instruction();
    if (rest.starts_with("<!")) {
      fail(
          position_,
          "a DOCTYPE is not allowed here: entities could read files or fill the memory; remove it");
    }
    scan_tag();
  }

  void check_blank(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (!is_space(text_[i])) fail(i, "text is not allowed outside of the root element");
    }
  }

  void scan_reference() {
    if (depth_ == 0) fail(position_, "text is not allowed outside of the root element");
    const std::size_t end = text_.find_first_of("; \t\r\n<&\"'", position_ + 1);
    const bool closed = end != std::string_view::npos && text_[end] == ';';
    const std::string_view name = text_.substr(position_ + 1, closed ? end - position_ - 1 : 0);
    const bool known = name == "amp" || name == "lt" || name == "gt" || name == "quot" ||
                       name == "apos" || (name.starts_with('#') && is_character_reference(name));
    if (!closed || name.empty()) fail(position_, "a bare '&' is not allowed in XML; write &amp;");
    if (!known)
      fail(position_, "the entity '&" + std::string(name) +
                          ";' is not defined; write the character itself or a code such as &#160;");
    position_ = end + 1;
  }

  void scan_comment() {
    const std::size_t begin = position_;
    skip_to("--", begin + 4);
    if (position_ == text_.size() || text_[position_] != '>')
      fail(position_ - 2, "'--' is not allowed inside an XML comment");
    ++position_;
  }

  void scan_cdata() {
    if (depth_ == 0) fail(position_, "text is not allowed outside of the root element");
    traits_.has_cdata = true;
    skip_to("]]>", position_ + 9);
  }

  void scan_instruction() {
    const std::string_view target = text_.substr(position_ + 2, 4);
    if (starts_with_ignoring_case(target, "xml") && (target.size() < 4 || is_space(target[3]))) {
      fail(position_, "the XML declaration must stand at the very start of the file");
    }
    skip_to("?>", position_);
  }

  void scan_tag() {
    const std::size_t begin = position_;
    const bool closes = text_.substr(begin + 1).starts_with('/');
    if (!closes && depth_ == 0 && has_root_)
      fail(begin, "there is a second root element; a changelog has one databaseChangeLog");
    has_root_ = true;
    ++position_;
    scan_to_tag_end(begin);
    const bool is_empty = text_[position_ - 2] == '/';
    if (closes) {
      --depth_;
    } else if (!is_empty) {
      ++depth_;
    }
    if (depth_ < 0) fail(begin, "this end tag has no start tag");
  }

  void scan_to_tag_end(std::size_t begin) {
    for (Place place = in_tag;;) {
      skip_to_notable(place);
      if (position_ == text_.size()) fail(begin, "this tag has no end");
      switch (text_[position_]) {
        case '>':
          ++position_;
          return;
        case '"':
        case '\'':
          place = place == in_tag ? quoted_by(text_[position_]) : in_tag;
          ++position_;
          break;
        case '&':
          ++depth_;  // a reference in an attribute of the root is not outside of it
          scan_reference();
          --depth_;
          break;
        case '<':
          fail(position_, "'<' is not allowed inside a tag; write &lt;");
        default:
          check_control(position_);
      }
    }
  }

  static Place quoted_by(char quote) { return quote == '"' ? in_double_quotes : in_single_quotes; }

  const Source& source_;
  std::string_view text_;
  std::size_t position_ = 0;
  int depth_ = 0;
  bool has_root_ = false;
  XmlTraits traits_;
};

}  // namespace

XmlTraits scan_xml(const Source& source) { return Scanner(source).run(); }

std::string_view declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, bytes.find("?>"));
  const std::size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("'\"", name);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string_view()
                                         : declaration.substr(open + 1, close - open - 1);
}

}  // namespace ebbtide
