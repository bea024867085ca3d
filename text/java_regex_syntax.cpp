// Java and PCRE2 read most of a pattern alike. One pass copies it and writes in other words what is
// different:
//
//   Java                  PCRE2
//   [a-z&&[^aeiou]]       (?:(?=[a-z])(?=(?:[^aeiou]))(?s:.))    look-aheads, then any letter
//   [a[0-9]]              (?:[a]|[0-9])                           in effect; written like the first
//   [^a[b]]               (?:(?!…)(?s:.))                         the whole union is negated
//   \p{Lower}             [a-z]                                   ASCII, as are Alpha, Punct, …
//   \u00e4  \011          \x{00e4}  \o{11}
//   \Qa.b\E               a\.b
//   (a)(b)\12             (a)(b)\g{1}2                           as many digits as there are groups
//   (?d) (?u) (?U)        nothing, nothing, an option of the whole pattern
//
// What Java refuses is refused here, since PCRE2 may take it for something else: an escaped letter
// Java does not know (`\y`), a `{` without a number, a `(?` of another kind, `(*…)`. So is what
// PCRE2 cannot say: grapheme clusters, blocks, Java's own properties, `\P{Lower}` within a class.
//
// Names of groups are letters and digits in Java, which PCRE2 takes as they are.
#include "text/java_regex_syntax.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include "text/ascii.h"

namespace ebbtide {
namespace {

struct NamedClass {
  std::string_view name, set;
};
/// The classes of Java that are of ASCII, as they stand in a class.
constexpr std::array ascii_classes{
    NamedClass{"Lower", "a-z"},
    NamedClass{"Upper", "A-Z"},
    NamedClass{"ASCII", "\\x00-\\x7F"},
    NamedClass{"Alpha", "a-zA-Z"},
    NamedClass{"Digit", "0-9"},
    NamedClass{"Alnum", "a-zA-Z0-9"},
    NamedClass{"Punct", "!-\\/:-@\\[-`{-~"},
    NamedClass{"Graph", "!-~"},
    NamedClass{"Print", "\\x20-~"},
    NamedClass{"Blank", " \\t"},
    NamedClass{"Cntrl", "\\x00-\\x1F\\x7F"},
    NamedClass{"XDigit", "0-9a-fA-F"},
    NamedClass{"Space", " \\t\\n\\x0B\\f\\r"},
};

bool is_hex(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }
bool is_octal(char c) { return c >= '0' && c <= '7'; }

/// A set of letters as a pattern that matches one of them: what stands between the brackets of a
/// class, or something that is no class any more.
struct Set {
  std::string items;   // of a plain class
  std::string others;  // alternatives beside it

  bool is_empty() const { return items.empty() && others.empty(); }
  void add(const std::string& alternative) { others += (others.empty() ? "" : "|") + alternative; }
  std::string to_pattern() const {
    if (others.empty()) return "[" + items + "]";
    return items.empty() ? "(?:" + others + ")" : "(?:[" + items + "]|" + others + ")";
  }
};

class Translator {
 public:
  explicit Translator(std::string_view pattern) : in_(pattern) {}

  TranslatedRegex run() {
    while (!at_end()) read();
    if (!open_.empty()) refuse_at(open_.back(), "a '(' is never closed");
    return std::move(out_);
  }

 private:
  bool at_end() const { return at_ >= in_.size(); }
  bool sees(std::string_view text) const { return in_.substr(at_).starts_with(text); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0';
  }
  char take() { return in_[at_++]; }
  void write(std::string_view text) { out_.pattern += text; }

  /// Names the letter that the piece which is being read begins with.
  [[noreturn]] void refuse(const std::string& why) const { refuse_at(piece_, why); }
  [[noreturn]] static void refuse_at(std::size_t at, const std::string& why) {
    throw std::invalid_argument(why + " (at letter " + std::to_string(at + 1) + ")");
  }

  void read() {
    piece_ = at_;
    const char c = peek();
    if (c == '\\') return read_escape();
    if (c == '[') {
      ++at_;
      return write(read_class());
    }
    if (c == '(') return read_group();
    if (c == '{') return read_repetition();
    if (c == ')') {
      if (open_.empty()) refuse("a ')' has no '('");
      open_.pop_back();
    }
    if (c == '#' && ignores_blanks_) return read_comment();
    write(std::string(1, take()));
  }

  void read_comment() {
    while (!at_end() && take() != '\n') {
    }
  }

  /// Java knows no other `{`.
  void read_repetition() {
    const std::size_t begin = at_++;
    const auto digits = [&] {
      const std::size_t from = at_;
      while (is_digit(peek())) ++at_;
      return at_ > from;
    };
    if (!digits()) refuse("a '{' needs a number; write '\\{' for the letter");
    if (peek() == ',') {
      ++at_;
      digits();
    }
    if (peek() != '}') refuse("a '{' is never closed");
    ++at_;
    write(in_.substr(begin, at_ - begin));
  }

  void read_group() {
    open_.push_back(at_);
    ++at_;
    if (peek() == '*') refuse("a '*' has nothing before it");
    if (peek() != '?') return write("(");
    ++at_;
    constexpr auto kinds = std::to_array<std::string_view>({"<=", "<!", ":", "=", "!", ">"});
    for (const std::string_view kind : kinds) {
      if (!sees(kind)) continue;
      at_ += kind.size();
      return write("(?" + std::string(kind));
    }
    if (peek() == '<') return read_group_name();
    read_flags();
  }

  void read_group_name() {
    const std::size_t end = in_.find('>', at_);
    const std::string_view name =
        end == std::string_view::npos ? "" : in_.substr(at_ + 1, end - at_ - 1);
    const bool is_name =
        !name.empty() && is_letter(name.front()) &&
        std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); });
    if (!is_name) refuse("a group's name is letters and digits");
    write("(?<" + std::string(name) + ">");
    at_ = end + 1;
  }

  /// `d` changes what a line end is, `u` what another case is; both only beyond ASCII or for `\r`,
  /// and both mean less than what holds here without them.
  void read_flags() {
    std::string flags;
    bool is_on = true;
    for (; is_letter(peek()) || peek() == '-'; ++at_) {
      const char flag = peek();
      if (!contains("idmsuxU-", std::string_view(&flag, 1)))
        refuse("there is no flag '" + std::string(1, flag) + "'");
      if (flag == 'U' && is_on) out_.unicode_classes = true;
      if (flag == 'x') ignores_blanks_ = is_on;
      if (flag == '-') is_on = false;
      if (flag != 'd' && flag != 'u' && flag != 'U') flags += flag;
    }
    if (flags == "-") flags.clear();
    if (peek() != ':' && peek() != ')')
      refuse("there is no group '(?" + std::string(1, peek()) + "'");
    if (peek() == ')') open_.pop_back();
    const bool does_nothing = flags.empty() && peek() == ')';
    if (!does_nothing) write("(?" + flags + std::string(1, peek()));
    ++at_;
  }

  void read_escape() {
    ++at_;
    if (at_end()) refuse("a '\\' stands last");
    const char c = peek();
    if (c == 'Q') return write(read_quoted());
    if (is_digit(c) && c != '0') return read_back_reference();
    if (c == 'k') {
      const std::size_t end = in_.find('>', at_);
      if (peek(1) != '<' || end == std::string_view::npos)
        refuse("'\\k' needs a name, as '\\k<name>'");
      write("\\k" + std::string(in_.substr(at_ + 1, end - at_)));
      at_ = end + 1;
      return;
    }
    if (contains("ABbGXRZz", std::string_view(&c, 1))) {
      if (c == 'b' && peek(1) == '{') refuse("'\\b{g}' cannot be honoured here");
      ++at_;
      return write("\\" + std::string(1, c));
    }
    write(read_letter_escape(false));
  }

  /// As Java does: as many digits as there are groups for.
  void read_back_reference() {
    auto number = static_cast<std::size_t>(take() - '0');
    const std::size_t groups = groups_before();
    while (is_digit(peek()) && number * 10 + static_cast<std::size_t>(peek() - '0') <= groups)
      number = number * 10 + static_cast<std::size_t>(take() - '0');
    write("\\g{" + std::to_string(number) + "}");
  }

  std::size_t groups_before() const {
    std::size_t count = 0;
    const std::string& done = out_.pattern;
    for (std::size_t i = 0; i < done.size(); ++i) {
      if (done[i] == '\\') {
        ++i;
      } else if (done[i] == '(') {
        const std::string_view rest = std::string_view(done).substr(i + 1);
        const bool is_named =
            rest.starts_with("?<") && !rest.starts_with("?<=") && !rest.starts_with("?<!");
        if (!rest.starts_with('?') || is_named) ++count;
      }
    }
    return count;
  }

  /// `\Q … \E`, letter by letter.
  std::string read_quoted() {
    ++at_;
    const std::size_t end = std::min(in_.find("\\E", at_), in_.size());
    std::string text;
    for (const char c : in_.substr(at_, end - at_)) text += literal(c);
    at_ = std::min(end + 2, in_.size());
    return text;
  }

  static std::string literal(char c) {
    const bool is_plain = is_word(c) || (c & 0x80) != 0;
    return is_plain ? std::string(1, c) : "\\" + std::string(1, c);
  }

  static std::string letter(std::string_view hex_digits) {
    return "\\x{" + std::string(hex_digits) + "}";
  }

  std::string_view take_hex(std::size_t count) {
    const std::string_view digits = in_.substr(at_, count);
    if (digits.size() != count || !std::all_of(digits.begin(), digits.end(), is_hex))
      refuse("hexadecimal digits are missing");
    at_ += count;
    return digits;
  }

  /// An escape that can stand in a class as well.
  std::string read_letter_escape(bool in_class) {
    const char c = take();
    if (!is_letter(c) && !is_digit(c)) return literal(c);
    switch (c) {
      case 'u':
        return letter(take_hex(4));
      case 'x':
        return peek() == '{' ? read_code_point() : letter(take_hex(2));
      case '0':
        return read_octal();
      case 'c':
        if (at_end()) refuse("'\\c' needs a letter");
        return "\\c" + std::string(1, take());
      case 'p':
      case 'P':
        return read_property(c == 'P', in_class);
      default:
        break;
    }
    if (!contains("aefnrtdDhHsSvVwW", std::string_view(&c, 1)))
      refuse("Java knows no '\\" + std::string(1, c) + "'");
    return "\\" + std::string(1, c);
  }

  std::string read_code_point() {
    const std::size_t end = in_.find('}', at_);
    if (end == std::string_view::npos) refuse("a '{' is never closed");
    ++at_;
    std::string code = letter(take_hex(end - at_));
    ++at_;
    return code;
  }

  std::string read_octal() {
    std::string digits;
    const std::size_t most = peek() <= '3' ? 3 : 2;
    while (digits.size() < most && is_octal(peek())) digits += take();
    if (digits.empty()) refuse("'\\0' needs octal digits");
    return "\\o{" + digits + "}";
  }

  std::string read_property(bool is_negated, bool in_class) {
    std::string name(1, peek());
    if (peek() == '{') {
      const std::size_t end = in_.find('}', at_);
      if (end == std::string_view::npos) refuse("a '{' is never closed");
      name = in_.substr(at_ + 1, end - at_ - 1);
      at_ = end;
    }
    ++at_;
    const auto ascii = std::find_if(ascii_classes.begin(), ascii_classes.end(),
                                    [&](const NamedClass& one) { return one.name == name; });
    if (ascii != ascii_classes.end()) {
      std::string set(ascii->set);
      if (!in_class) return (is_negated ? "[^" : "[") + set + "]";
      if (is_negated) refuse("'\\P{" + name + "}' in a class cannot be honoured here");
      return set;
    }
    if (name.starts_with("java") || name.starts_with("In") || contains(name, "block") ||
        contains(name, "blk"))
      refuse("'\\p{" + name + "}' cannot be honoured here");
    for (const std::string_view prefix : {"general_category=", "gc=", "Is"}) {
      if (name.starts_with(prefix)) name.erase(0, prefix.size());
    }
    return (is_negated ? "\\P{" : "\\p{") + name + "}";
  }

  // Classes

  /// Behind the `[`: up to its `]`.
  std::string read_class() {
    const std::size_t open = at_ - 1;
    const bool is_negated = peek() == '^';
    if (is_negated) ++at_;
    std::vector<Set> operands(1);
    for (bool is_first = true;; is_first = false) {
      if (at_end()) refuse_at(open, "a '[' is never closed");
      if (peek() == ']' && !is_first) break;
      if (sees("&&")) {
        while (peek() == '&') ++at_;
        operands.emplace_back();
      } else {
        read_class_item(operands.back());
      }
    }
    ++at_;
    std::erase_if(operands, [](const Set& one) { return one.is_empty(); });
    if (operands.empty()) refuse_at(open, "a class is empty");
    return intersection(operands, is_negated);
  }

  static std::string intersection(const std::vector<Set>& operands, bool is_negated) {
    if (operands.size() == 1 && operands.front().others.empty())
      return (is_negated ? "[^" : "[") + operands.front().items + "]";
    std::string pattern;
    for (const Set& one : operands) pattern += "(?=" + one.to_pattern() + ")";
    return is_negated ? "(?:(?!" + pattern + ")(?s:.))" : "(?:" + pattern + "(?s:.))";
  }

  void read_class_item(Set& set) {
    piece_ = at_;
    if (ignores_blanks_ && (is_space(peek()) || peek() == '#'))
      refuse("a blank in a class with the flag 'x' cannot be honoured here");
    if (peek() == '[') {
      ++at_;
      return set.add(read_class());
    }
    if (sees("\\Q")) {
      ++at_;
      set.items += read_quoted();
      return;
    }
    const bool is_set = peek() == '\\' && contains("dDhHsSvVwWpP", in_.substr(at_ + 1, 1));
    set.items += read_class_letter();
    const bool is_range =
        !is_set && peek() == '-' && peek(1) != ']' && peek(1) != '[' && at_ + 1 < in_.size();
    if (!is_range) return;
    ++at_;
    if (sees("&&")) {
      set.items += "\\-";
      return;
    }
    set.items += "-" + read_class_letter();
  }

  std::string read_class_letter() {
    if (peek() != '\\') return literal(take());
    ++at_;
    if (at_end()) refuse("a '\\' stands last");
    return read_letter_escape(true);
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::size_t piece_ = 0;          ///< where what is being read begins
  std::vector<std::size_t> open_;  ///< each `(` that waits for its `)`
  bool ignores_blanks_ = false;
  TranslatedRegex out_;
};

}  // namespace

TranslatedRegex translate_java_regex(std::string_view pattern) { return Translator(pattern).run(); }

}  // namespace ebbtide
