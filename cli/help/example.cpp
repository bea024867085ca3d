// The example of a row is read as a changelog is, and written anew from its tree: in XML with its
// attributes in lines that a page has room for, in YAML as the fields of the type say, which know
// what is a list and what its items are called. So one example serves both, and one that could not
// be read could not be shown.
#include "cli/help/example.h"

#include <algorithm>

#include "changelog/node.h"
#include "formats/parser.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string blanks(std::size_t count) {
  std::string text(count, ' ');
  return text;
}

// XML

std::string escaped(std::string_view text) {
  return replace_all(replace_all(replace_all(text, "&", "&amp;"), "<", "&lt;"), ">", "&gt;");
}

/// The attributes, each line no wider than it may be, the later ones under the first.
std::string attributes_of(const Node& node, std::size_t indent, std::size_t width) {
  const std::size_t begin = indent + node.name.size() + 2;
  std::string text;
  std::size_t used = begin;
  for (const Node& child : node.children) {
    if (!child.is_attribute) continue;
    const std::string one = std::string(child.name) + "=\"" +
                            replace_all(escaped(child.text.value_or("")), "\"", "&quot;") + "\"";
    const bool has_room = used == begin || used + 1 + one.size() + 2 <= width;
    text += has_room ? " " : "\n" + blanks(begin);
    used = (has_room ? used + 1 : begin) + one.size();
    text += one;
  }
  return text;
}

void write_xml(std::string& out, const Node& node, std::size_t indent, std::size_t width) {
  const bool has_children = std::any_of(node.children.begin(), node.children.end(),
                                        [](const Node& child) { return !child.is_attribute; });
  const std::string text = escaped(trim(node.text.value_or("")));
  out += blanks(indent) + "<" + std::string(node.name) + attributes_of(node, indent, width);
  if (!has_children && text.empty()) {
    out += "/>\n";
    return;
  }
  out += ">";
  const std::string end = "</" + std::string(node.name) + ">\n";
  const std::size_t line = out.size() - (out.rfind('\n') + 1);  // npos + 1 is the beginning
  if (!has_children && line + text.size() + end.size() <= width) {
    out += text + end;
    return;
  }
  out += "\n";
  if (!text.empty()) out += blanks(indent + 2) + text + "\n";
  for (const Node& child : node.children) {
    if (!child.is_attribute) write_xml(out, child, indent + 2, width);
  }
  out += blanks(indent) + end;
}

// YAML

/// A value as YAML reads it back: plain where that is no risk, else in quotes.
std::string scalar(std::string_view text, FieldKind kind) {
  const bool is_word =
      !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter(c) || is_digit(c) || contains("_-. ()", std::string_view(&c, 1));
      });
  const bool is_number =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
  if (is_word || kind != FieldKind::text || is_number) return std::string(text);
  return "\"" + replace_all(replace_all(text, "\\", "\\\\"), "\"", "\\\"") + "\"";
}

const Field* field_of(std::span<const Field> fields, const Node& node) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
    return field.is_scalar() ? node.is_named(field.name) || node.is_named(field.alias)
                             : node.is_named(field.item);
  });
  return found == fields.end() ? nullptr : &*found;
}

void write_fields(std::string& out, const Node& node, std::span<const Field> fields,
                  std::size_t indent);

/// The items of a list, which stand together under its name whatever is between them in XML.
void write_list(std::string& out, const Node& node, const Field& list, std::size_t indent) {
  out += blanks(indent) + std::string(list.name) + ":\n";
  for (const Node& child : node.children) {
    if (!child.is_named(list.item)) continue;
    out += blanks(indent) + "- " + std::string(list.item) + ":\n";
    write_fields(out, child, list.fields(), indent + 4);
  }
}

void write_fields(std::string& out, const Node& node, std::span<const Field> fields,
                  std::size_t indent) {
  const Field* written = nullptr;
  for (const Node& child : node.children) {
    const Field* const field = field_of(fields, child);
    if (field == nullptr) continue;
    if (field->is_scalar()) {
      out += blanks(indent) + std::string(field->name) + ": " +
             scalar(child.text.value_or(""), field->kind) + "\n";
    } else if (field->kind == FieldKind::record) {
      out += blanks(indent) + std::string(field->item) + ":\n";
      write_fields(out, child, field->fields(), indent + 2);
    } else if (field != written) {
      write_list(out, node, *field, indent);
      written = field;
    }
  }
  const std::string_view body = trim(node.text.value_or(""));
  const auto takes_body = std::find_if(fields.begin(), fields.end(), [](const Field& field) {
    return has(field.traits, Trait::body);
  });
  if (!body.empty() && takes_body != fields.end())
    out += blanks(indent) + std::string(takes_body->name) + ": " + scalar(body, takes_body->kind) +
           "\n";
}

/// What has neither fields nor preconditions inside is nothing but its name.
void write_item(std::string& out, const Node& node, std::span<const Field> fields,
                std::size_t indent) {
  const bool is_bare = node.children.empty() && trim(node.text.value_or("")).empty();
  out += blanks(indent) + "- " + std::string(node.name) + ":" + (is_bare ? " {}" : "") + "\n";
  write_fields(out, node, fields, indent + 4);
  if (!fields.empty()) return;
  for (const Node& child : node.children) {
    // The attributes of what stands in `and`, `or` and `not` have the names they have in XML.
    out += blanks(indent + 2) + "- " + std::string(child.name) + ":\n";
    for (const Node& value : child.children)
      out += blanks(indent + 6) + std::string(value.name) + ": " +
             scalar(value.text.value_or(""), FieldKind::text) + "\n";
  }
}

/// Hands the node of the example, in a changelog around it, to `use`.
template <class Use>
std::string with_node(const ExampleOf& example, const Use& use) {
  const std::string changelog =
      "<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\""
      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
      " xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog"
      " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">" +
      std::string(example.xml) + "</databaseChangeLog>";
  const Document document = find_format("example.xml")->parse("example.xml", changelog, {});
  const Node* const node = document.root().child(example.name);
  return node == nullptr ? "" : use(*node);
}

}  // namespace

std::string example_in_xml(const ExampleOf& example, std::size_t width) {
  return with_node(example, [&](const Node& node) {
    std::string out;
    write_xml(out, node, 0, width);
    return out;
  });
}

std::string example_in_yaml(const ExampleOf& example) {
  return with_node(example, [&](const Node& node) {
    std::string out;
    write_item(out, node, example.fields, 0);
    return out;
  });
}

}  // namespace ebbtide
