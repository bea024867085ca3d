// Every value has to come back as the very text it is. A reader of YAML gives unquoted values types
// and writes them out again (plain_scalar.cpp), so a text stands without quotes only where nothing
// of that can touch it:
//
//   plain          letters and digits that are no number, no date, no boolean: `varchar(20)`
//   'single'       what is plain but for a letter that means something in YAML
//   |- and |       several lines that have nothing but printable letters
//   "double"       all else: control characters, carriage returns, blanks at an end of a line
//
// A map has each name once. Where an element says a name twice, as `rollback` of a changeset can
// stand twice in XML, it is written as a list of maps with one name each, which readers take for
// the same.
#include "formats/write_yaml.h"

#include <algorithm>
#include <array>

#include "formats/plain_scalar.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

bool is_control(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code < 0x20 || code == 0x7F;
}

/// Letters that are no ASCII and end a line or are not printed, in YAML's eyes: NEL, the separators
/// of lines and paragraphs, the mark of byte order, and C1 controls.
bool has_odd_letters(std::string_view text) {
  for (const std::string_view odd : {"\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF"}) {
    if (contains(text, odd)) return true;
  }
  for (std::size_t at = 0; (at = text.find('\xC2', at)) != std::string_view::npos; ++at) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return true;
  }
  return false;
}

bool is_printable_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), is_control) && !has_odd_letters(text);
}

/// Whether it can stand without quotes and is read as this very text, be it a number or not.
bool can_be_plain(std::string_view text) {
  constexpr std::string_view marks = "-?:,[]{}#&*!|>'\"%@`=<~ ";
  if (text.empty() || marks.find(text.front()) != std::string_view::npos) return false;
  if (text.back() == ' ' || text.back() == ':') return false;
  return !contains(text, ": ") && !contains(text, " #") && plain_scalar(text) == text;
}

/// Whether a reader would give the plain text the type of a number or a boolean.
bool looks_typed(std::string_view text) {
  constexpr auto words = std::to_array<std::string_view>({"true", "false", "Infinity", "NaN"});
  if (std::find(words.begin(), words.end(), text) != words.end()) return true;
  const std::string number = replace_all(text, "E-", "E");
  return number.find_first_not_of("0123456789.E", number.starts_with('-') ? 1 : 0) ==
         std::string::npos;
}

std::string in_single_quotes(std::string_view text) {
  return "'" + replace_all(text, "'", "''") + "'";
}

std::string in_double_quotes(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string all = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      (all += '\\') += c;
    } else if (c == '\n') {
      all += "\\n";
    } else if (c == '\r') {
      all += "\\r";
    } else if (c == '\t') {
      all += "\\t";
    } else if (is_control(c)) {
      ((all += "\\x") += digits[code / 16]) += digits[code % 16];
    } else {
      all += c;
    }
  }
  // What a reader might take for the end of a line, or leave out.
  all = replace_all(all, "\xE2\x80\xA8", "\\L");
  all = replace_all(all, "\xE2\x80\xA9", "\\P");
  all = replace_all(all, "\xEF\xBB\xBF", "\\uFEFF");
  for (unsigned code = 0x80; code < 0xA0 && contains(all, "\xC2"); ++code) {
    const std::string letter{'\xC2', static_cast<char>(code)};
    all = replace_all(all, letter, std::string("\\x") + digits[code / 16] + digits[code % 16]);
  }
  return all + "\"";
}

/// Whether the lines can stand as they are behind `|`.
bool can_be_block(std::string_view text) {
  if (text.starts_with(' ') || text.starts_with('\n') || text.ends_with("\n\n")) return false;
  for (const std::string_view line : split(text, '\n')) {
    if (!is_printable_line(line) || line.ends_with(' ')) return false;
  }
  return true;
}

std::string block_of(std::string_view text, const std::string& indent) {
  std::string all = text.ends_with('\n') ? "|" : "|-";
  if (text.ends_with('\n')) text.remove_suffix(1);
  for (const std::string_view line : split(text, '\n'))
    all += line.empty() ? "\n" : "\n" + indent + std::string(line);
  return all;
}

std::string scalar(const Element& value, const std::string& indent) {
  const std::string& text = value.value;
  if (contains(text, "\n") && can_be_block(text)) return block_of(text, indent + "  ");
  if (!is_printable_line(text)) return in_double_quotes(text);
  const bool is_plain = can_be_plain(text) && (value.is_typed || !looks_typed(text));
  return is_plain ? text : in_single_quotes(text);
}

class Writer {
 public:
  std::string take() { return std::move(text_); }

  void write_comments(const std::vector<std::string>& comments, const std::string& indent) {
    for (const std::string& one : comments) {
      for (const std::string_view line : split(one, '\n'))
        text_ += std::string(trim_end(indent + "# " + std::string(line))) + "\n";
    }
  }

  void write_entry(const Element& entry, const std::string& indent) {
    write_comments(entry.comments, indent);
    if (entry.name.empty() || (entry.is_value() && entry.place != Place::attribute)) {
      text_ += indent + "- " + scalar(entry, indent) + "\n";
      return;
    }
    text_ += indent + "- " + entry.name + ":";
    write_value(entry, indent + "  ", "  ");
  }

  void write_entries(const Element& element, const std::string& indent) {
    for (const Element& child : element.children) {
      if (child.place == Place::open_list && child.name == "changes") {
        write_entries(child, indent);
      } else {
        write_named_entry(child, indent);
      }
    }
    write_comments(element.last_comments, indent);
  }

 private:
  /// An entry of a list of maps: a value has its name, but for one that has none.
  void write_named_entry(const Element& child, const std::string& indent) {
    Element copy = child;
    if (copy.is_value() && !copy.name.empty()) copy.place = Place::attribute;
    write_entry(copy, indent);
  }

  /// What stands behind the colon, for a name that has `indent` before it; a map inside begins
  /// `step` further right.
  void write_value(const Element& element, const std::string& indent, const std::string& step) {
    if (element.is_value()) {
      text_ += " " + scalar(element, indent) + "\n";
    } else if (is_one_text(element)) {
      text_ += " " + scalar(element.children.front(), indent) + "\n";
    } else if (element.children.empty()) {
      text_ += element.place == Place::record ? " {}\n" : " []\n";
      write_comments(element.last_comments, indent);
    } else if (element.place == Place::record && !has_repeated_names(element)) {
      text_ += "\n";
      write_map(element, indent + step);
    } else if (element.place == Place::list || element.place == Place::open_list) {
      text_ += "\n";
      for (const Element& item : element.children) write_entry(item, indent);
      write_comments(element.last_comments, indent);
    } else {
      text_ += "\n";
      write_entries(element, indent);
    }
  }

  static bool is_one_text(const Element& element) {
    return element.place == Place::entries && element.children.size() == 1 &&
           element.children.front().name.empty() && element.last_comments.empty() &&
           element.children.front().comments.empty();
  }

  void write_map(const Element& element, const std::string& indent) {
    const std::vector<const Element*> children = members_of(element);
    for (const Element* const child : children) {
      write_comments(child->comments, indent);
      text_ += indent + child->name + ":";
      write_value(*child, indent, "  ");
    }
    write_comments(element.last_comments, indent);
  }

  std::string text_;
};

}  // namespace

std::string yaml_of(const Element& entry, const std::string& indent) {
  Writer writer;
  writer.write_entry(entry, indent);
  return writer.take();
}

std::string yaml_of(const Element& root) {
  Writer above, writer;
  above.write_comments(root.comments, "");
  writer.write_entries(root, "");
  const std::string text = above.take();
  const bool is_empty = root.children.empty() && root.last_comments.empty();
  return text + root.name + (is_empty ? ": []\n" : ":\n" + writer.take());
}

}  // namespace ebbtide
