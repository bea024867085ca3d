// What an element holds is written in this order: its attributes, sorted by name; its text; the
// elements in it. The elements of a change come as the table of its fields has them. Elements that
// XML has no name for (open_list) stand where they are.
//
// A text that a reader would cut or fold is written by character references: line ends in an
// attribute, carriage returns everywhere.
#include "formats/write_xml.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/xml_schema_versions.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view head = "<?xml version=\"1.1\" encoding=\"UTF-8\" standalone=\"no\"?>\n";
constexpr std::string_view place = "http://www.liquibase.org/xml/ns/dbchangelog";

std::string escaped(std::string_view text, bool is_attribute) {
  std::string all;
  all.reserve(text.size());
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    const bool is_layout = c == '\n' || c == '\t';
    if (c == '&') {
      all += "&amp;";
    } else if (c == '<') {
      all += "&lt;";
    } else if (c == '>') {
      all += "&gt;";
    } else if (c == '"' && is_attribute) {
      all += "&quot;";
    } else if ((code < 0x20 && (is_attribute || !is_layout)) || code == 0x7F) {
      all += "&#" + std::to_string(code) + ";";
    } else {
      all += c;
    }
  }
  return all;
}

bool is_element(const Element& element) {
  return element.place != Place::attribute && element.place != Place::text;
}

class Writer {
 public:
  explicit Writer(std::string step) : step_(std::move(step)) {}

  void write(const Element& element, const std::string& indent) {
    write_comments(element.comments, indent);
    if (element.place == Place::open_list) return write_children(element, indent);
    text_ += indent + "<" + element.name;
    write_attributes(element);
    write_content(element, indent);
  }

  std::string take() { return std::move(text_); }

  /// Two dashes may not stand in a comment of XML, nor one at its end.
  void write_comments(const std::vector<std::string>& comments, const std::string& indent) {
    for (const std::string& one : comments) {
      std::string text = one;
      while (contains(text, "--")) text = replace_all(text, "--", "- -");
      text_ += indent + "<!-- " + replace_all(text, "\n", "\n" + indent + "     ") + " -->\n";
    }
  }

  /// The children of the root and what stands behind them.
  void write_children(const Element& element, const std::string& indent) {
    for (const Element& child : element.children) {
      if (is_element(child)) write(child, indent);
    }
    write_comments(element.last_comments, indent);
  }

 private:
  void write_attributes(const Element& element) {
    for (const Element* const child : sorted_children(element)) {
      if (child->place == Place::attribute)
        text_ += " " + child->name + "=\"" + escaped(child->value, true) + "\"";
    }
  }

  void write_content(const Element& element, const std::string& indent) {
    std::string text = element.place == Place::child ? element.value : "";
    for (const Element& child : element.children) {
      if (child.place == Place::text) text += child.value;
    }
    std::string outer = std::exchange(text_, {});
    write_children(element, indent + step_);
    const std::string inner = std::exchange(text_, std::move(outer));
    if (text.empty() && inner.empty()) {
      text_ += "/>\n";
      return;
    }
    text_ += ">" + escaped(text, false);
    if (!inner.empty()) text_ += "\n" + inner + indent;
    text_ += "</" + element.name + ">\n";
  }

  std::string step_;
  std::string text_;
};

/// The root's own attributes with those that every changelog has.
Element with_namespaces(const Element& root) {
  const std::string base(place);
  Element element{.name = root.name};
  for (const Element& child : root.children) {
    if (child.place == Place::attribute) element.children.push_back(child);
  }
  element.add("xmlns", Place::attribute, base);
  element.add("xmlns:ext", Place::attribute, base + "-ext");
  element.add("xmlns:xsi", Place::attribute, "http://www.w3.org/2001/XMLSchema-instance");
  element.add("xsi:schemaLocation", Place::attribute,
              base + "-ext " + base + "/dbchangelog-ext.xsd " + base + " " + base +
                  "/dbchangelog-latest.xsd");
  return element;
}

}  // namespace

std::string xml_of(const Element& entry, const std::string& indent, const std::string& step) {
  Writer writer(step);
  writer.write(entry, indent);
  return writer.take();
}

std::optional<std::string> unsaid_in_xml(const Element& entry) {
  for (const Element& child : entry.children) {
    const auto known = child.place == Place::attribute ? schema_versions(entry.name, child.name)
                                                       : std::optional<SchemaVersions>();
    if (known && known->until == 0)
      return entry.name + " has no attribute '" + child.name + "' in XML";
    if (auto inner = unsaid_in_xml(child)) return inner;
  }
  return std::nullopt;
}

std::string xml_of(const Element& root) {
  Writer opening("");
  opening.write(with_namespaces(root), "");
  std::string start = opening.take();
  start.resize(start.size() - std::string_view("/>\n").size());
  Writer writer("    ");
  writer.write_children(root, "    ");
  Writer above("");
  above.write_comments(root.comments, "");
  const std::string text = std::string(head) + above.take();
  return text + start + ">\n" + writer.take() + "</" + root.name + ">\n";
}

}  // namespace ebbtide
