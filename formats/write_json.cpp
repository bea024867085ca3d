// An element is an object of one member, its name, as readers of JSON find changes and columns in a
// list. Where an element says a name twice, it is written as a list of such objects (write_yaml.cpp
// says why). Booleans and whole numbers stand without quotes, all else is a text: `1.50` would come
// back as 1.5.
#include "formats/write_json.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string literal_of(std::string_view text) {
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
    } else if (code < 0x20 || code == 0x7F) {
      ((all += "\\u00") += digits[code / 16]) += digits[code % 16];
    } else {
      all += c;
    }
  }
  return all + "\"";
}

/// Whether JSON has this very text as a number, and not too large a one for any reader.
bool is_short_number(std::string_view text) {
  constexpr std::size_t longest = 15;
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool is_zero = text == "0";
  return is_zero || (!text.empty() && text.size() <= longest && text.front() != '0' &&
                     text.find_first_not_of("0123456789") == std::string_view::npos);
}

std::string scalar(const Element& value) {
  const std::string& text = value.value;
  const bool is_bare =
      value.is_typed && (text == "true" || text == "false" || is_short_number(text));
  return is_bare ? text : literal_of(text);
}

class Writer {
 public:
  std::string take() { return std::move(text_); }

  /// `{"name": value}`, or the value alone where it has no name.
  void write_entry(const Element& entry, const std::string& indent) {
    const bool is_plain =
        entry.name.empty() || (entry.is_value() && entry.place != Place::attribute);
    if (is_plain) {
      text_ += indent + scalar(entry);
      return;
    }
    text_ += indent + "{\n";
    write_member(entry, indent + "  ");
    text_ += "\n" + indent + "}";
  }

  /// The members of `[…]`, without the brackets.
  void write_entries(const Element& element, const std::string& indent, bool& is_first) {
    for (const Element& child : element.children) {
      if (child.place == Place::open_list && child.name == "changes") {
        write_entries(child, indent, is_first);
        continue;
      }
      text_ += is_first ? "\n" : ",\n";
      is_first = false;
      Element copy = child;
      const bool keeps_name = element.place == Place::entries || element.place == Place::record;
      if (keeps_name && copy.is_value() && !copy.name.empty()) copy.place = Place::attribute;
      write_entry(copy, indent);
    }
  }

 private:
  void write_member(const Element& element, const std::string& indent) {
    text_ += indent + literal_of(element.name) + ": ";
    if (element.is_value()) {
      text_ += scalar(element);
    } else if (is_one_text(element)) {
      text_ += scalar(element.children.front());
    } else if (element.children.empty()) {
      text_ += element.place == Place::record ? "{}" : "[]";
    } else if (element.place == Place::record && !has_repeated_names(element)) {
      write_object(element, indent);
    } else {
      bool is_first = true;
      text_ += "[";
      write_entries(element, indent + "  ", is_first);
      text_ += "\n" + indent + "]";
    }
  }

  static bool is_one_text(const Element& element) {
    return element.place == Place::entries && element.children.size() == 1 &&
           element.children.front().name.empty();
  }

  void write_object(const Element& element, const std::string& indent) {
    const std::vector<const Element*> children = members_of(element);
    text_ += "{";
    for (const Element* const child : children) {
      text_ += child == children.front() ? "\n" : ",\n";
      write_member(*child, indent + "  ");
    }
    text_ += "\n" + indent + "}";
  }

  std::string text_;
};

}  // namespace

std::string json_of(const Element& entry, const std::string& indent) {
  Writer writer;
  writer.write_entry(entry, indent);
  return writer.take();
}

std::string json_of(const Element& root) {
  Writer writer;
  bool is_first = true;
  writer.write_entries(root, "  ", is_first);
  return "{ " + literal_of(root.name) + ": [" + writer.take() + "\n]}\n";
}

}  // namespace ebbtide
