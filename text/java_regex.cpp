// java.util.regex by PCRE2. The pattern is translated (java_regex_syntax.cpp); what is left are a
// few differences at run time. A line ends at CR, LF or both. Bytes that are no UTF-8 match
// nothing, and are no error. PCRE2 counts steps and gives up; Java takes the time it takes, so the
// limits are as high as they go.
//
// Replacements are read as Java reads them, and before the first match, so that a wrong one is
// refused where the changelog is read: `$12` is group 12 where there are as many, else group 1 and
// a 2; `${n}` a named group; a lone `$` or a `\` at the end is an error.
//
// After an empty match the search goes on a whole letter further, as the text in between stays.
#include "text/java_regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "text/ascii.h"
#include "text/java_regex_syntax.h"

namespace ebbtide {
namespace {

std::string message_of(int error) {
  PCRE2_UCHAR text[256];
  pcre2_get_error_message(error, text, sizeof text);
  return reinterpret_cast<const char*>(text);
}

const PCRE2_UCHAR* bytes_of(std::string_view text) {
  return reinterpret_cast<const PCRE2_UCHAR*>(text.data());
}

struct FreeCode {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeData {
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};
struct FreeContext {
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};
struct FreeCompileContext {
  void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};

/// Where the pattern was found in a text. Each search has its own: the pattern is shared.
class Found {
 public:
  Found(const pcre2_code* code, pcre2_match_context* context, std::string_view text)
      : code_(code),
        context_(context),
        text_(text),
        data_(pcre2_match_data_create_from_pattern(code, nullptr)) {}

  bool next(std::size_t from, std::uint32_t options) {
    const int result =
        pcre2_match(code_, bytes_of(text_), text_.size(), from, options, data_.get(), context_);
    if (result >= 0) return true;
    if (result == PCRE2_ERROR_NOMATCH) return false;
    throw std::invalid_argument("the regular expression cannot be matched: " + message_of(result));
  }

  std::size_t begin() const { return ends()[0]; }
  std::size_t end() const { return ends()[1]; }
  /// The part of the text that a group has matched; empty where it took no part.
  std::string_view group(int number) const {
    const auto at = 2 * static_cast<std::size_t>(number);
    const PCRE2_SIZE begin = ends()[at], end = ends()[at + 1];
    return begin == PCRE2_UNSET ? std::string_view() : text_.substr(begin, end - begin);
  }

 private:
  const PCRE2_SIZE* ends() const { return pcre2_get_ovector_pointer(data_.get()); }

  const pcre2_code* code_;
  pcre2_match_context* context_;  ///< limits, only read
  std::string_view text_;
  std::unique_ptr<pcre2_match_data, FreeData> data_;
};

/// A replacement, piece by piece.
struct Piece {
  std::string text;
  int group = -1;  ///< what the group matched instead of the text
};

}  // namespace

struct JavaRegex::Code {
  std::unique_ptr<pcre2_code, FreeCode> code;
  std::unique_ptr<pcre2_match_context, FreeContext> context;

  std::uint32_t groups() const {
    std::uint32_t count = 0;
    pcre2_pattern_info(code.get(), PCRE2_INFO_CAPTURECOUNT, &count);
    return count;
  }

  int group_of_name(std::string_view name) const {
    return pcre2_substring_number_from_name(code.get(), bytes_of(std::string(name)));
  }

  std::vector<Piece> parse(std::string_view replacement) const;
  Piece parse_group(std::string_view replacement, std::size_t& at) const;
};

/// Behind the `$`.
Piece JavaRegex::Code::parse_group(std::string_view replacement, std::size_t& at) const {
  const auto refuse = [](const std::string& why) { throw std::invalid_argument(why); };
  if (at < replacement.size() && replacement[at] == '{') {
    const std::size_t end = replacement.find('}', at);
    if (end == std::string_view::npos) refuse("'${' is never closed");
    const std::string_view name = replacement.substr(at + 1, end - at - 1);
    const int number = group_of_name(name);
    if (number < 0) refuse("there is no group '" + std::string(name) + "'");
    at = end + 1;
    return {"", number};
  }
  if (at >= replacement.size() || !is_digit(replacement[at]))
    refuse("'$' must be followed by the number of a group; write '\\$' for the letter");
  const int count = static_cast<int>(groups());
  int number = replacement[at++] - '0';
  if (number > count) refuse("there is no group " + std::to_string(number));
  while (at < replacement.size() && is_digit(replacement[at])) {
    const int longer = number * 10 + (replacement[at] - '0');
    if (longer > count) break;
    number = longer;
    ++at;
  }
  return {"", number};
}

std::vector<Piece> JavaRegex::Code::parse(std::string_view replacement) const {
  std::vector<Piece> pieces(1);
  for (std::size_t at = 0; at < replacement.size();) {
    const char c = replacement[at++];
    if (c == '$') {
      pieces.push_back(parse_group(replacement, at));
      pieces.emplace_back();
      continue;
    }
    if (c != '\\') {
      pieces.back().text += c;
      continue;
    }
    if (at == replacement.size())
      throw std::invalid_argument("a '\\' stands last; write '\\\\' for the letter");
    pieces.back().text += replacement[at++];
  }
  return pieces;
}

JavaRegex::JavaRegex(std::string_view pattern) : code_(std::make_unique<Code>()) {
  const TranslatedRegex translated = translate_java_regex(pattern);
  const std::unique_ptr<pcre2_compile_context, FreeCompileContext> compiling(
      pcre2_compile_context_create(nullptr));
  pcre2_set_newline(compiling.get(), PCRE2_NEWLINE_ANYCRLF);
  const std::uint32_t options =
      PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | (translated.unicode_classes ? PCRE2_UCP : 0);
  int error = 0;
  PCRE2_SIZE place = 0;
  code_->code.reset(pcre2_compile(bytes_of(translated.pattern), translated.pattern.size(), options,
                                  &error, &place, compiling.get()));
  if (!code_->code) throw std::invalid_argument(message_of(error));
  code_->context.reset(pcre2_match_context_create(nullptr));
  // As in Java, a pattern may take as long as it takes.
  pcre2_set_match_limit(code_->context.get(), std::numeric_limits<std::uint32_t>::max());
  pcre2_set_depth_limit(code_->context.get(), std::numeric_limits<std::uint32_t>::max());
}

JavaRegex::~JavaRegex() = default;
JavaRegex::JavaRegex(JavaRegex&&) noexcept = default;
JavaRegex& JavaRegex::operator=(JavaRegex&&) noexcept = default;

bool JavaRegex::matches(std::string_view text) const {
  return Found(code_->code.get(), code_->context.get(), text)
      .next(0, PCRE2_ANCHORED | PCRE2_ENDANCHORED);
}

void JavaRegex::check_replacement(std::string_view replacement) const { code_->parse(replacement); }

std::string JavaRegex::replace_all(std::string_view text, std::string_view replacement) const {
  const std::vector<Piece> pieces = code_->parse(replacement);
  Found found(code_->code.get(), code_->context.get(), text);
  std::string out;
  std::size_t done = 0;
  for (std::size_t from = 0; from <= text.size() && found.next(from, 0);) {
    const std::size_t begin = found.begin(), end = found.end();
    out += text.substr(done, begin - done);
    for (const Piece& piece : pieces)
      out += piece.group < 0 ? std::string_view(piece.text) : found.group(piece.group);
    done = end;
    from = end;
    if (end > begin) continue;
    ++from;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  }
  return out += text.substr(done);
}

}  // namespace ebbtide
