// An XML changelog becomes a tree in five steps, and each can refuse the file with a place in it:
//
//   decode      to UTF-8, by the byte order mark, the first letters or encoding="…"
//   scan_xml    what pugixml lets pass and XML does not, and a DOCTYPE
//   pugixml     parses a copy of the text in place: names and texts are views into that copy
//   Converter   makes nodes of elements and attributes; prefixes are resolved and taken off
//   the schema  the version that xsi:schemaLocation names, and what its XSD asks for
//
// Parsing in place overwrites the copy, but no name moves. So the address of a name minus that of
// the buffer is an offset in the file, and every node has its place for nothing. A text has none:
// `&lt;` gets shorter, and what is behind it moves.
//
// Text and CDATA of an element are one text. Comments in between are nothing, and blanks at both
// ends are cut:
//
//   <sql> select 1 <!-- all --> <![CDATA[where a < 2]]> </sql>      `select 1  where a < 2`
//
// Attributes and child elements become children alike, attributes first. The node remembers which
// it was, for the few rules that ask.
#include "formats/xml.h"

#include <algorithm>
#include <pugixml.hpp>
#include <vector>

#include "formats/xml_scan.h"
#include "formats/xml_schema.h"
#include "text/ascii.h"
#include "text/source.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr std::string_view changelog_namespace = "http://www.liquibase.org/xml/ns/dbchangelog";
constexpr int deepest = 100;

/// UTF-16 as its first letters tell it, with or without a byte order mark.
std::string_view detected_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with(std::string_view("<\0", 2)))
    return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with(std::string_view("\0<", 2)))
    return "UTF-16BE";
  return {};
}

[[noreturn]] void refuse_encoding(const std::string& file, const std::string& message) {
  throw Error(message + "; save the file as UTF-8", {file, 1, 1});
}

std::string decode_utf16(const std::string& file, std::string bytes, std::string_view encoding) {
  std::string text = to_utf8(std::move(bytes), encoding);
  const std::string_view declared = declared_encoding(text);
  if (!declared.empty() && !starts_with_ignoring_case(declared, "utf-16")) {
    refuse_encoding(
        file, "the file is in UTF-16 but declares the encoding '" + std::string(declared) + "'");
  }
  return text;
}

/// The file's text in UTF-8, by its byte order mark or its declaration.
std::string decode(const std::string& file, std::string bytes) {
  if (const auto utf16 = detected_encoding(bytes); !utf16.empty())
    return decode_utf16(file, std::move(bytes), utf16);
  constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(utf8_mark)) bytes.erase(0, utf8_mark.size());
  const std::string encoding(declared_encoding(bytes));
  if (is_utf8_name(encoding)) return bytes;
  if (starts_with_ignoring_case(encoding, "utf-16") || equals_ignoring_case(encoding, "utf-7")) {
    refuse_encoding(file, "the file declares the encoding '" + encoding + "' and is not in it");
  }
  DecodedText decoded;
  try {
    decoded = ebbtide::decode(std::move(bytes), encoding);
  } catch (const Error& error) {
    refuse_encoding(file, error.what());
  }
  return require_undamaged(file, std::move(decoded), encoding,
                           "in its first line, as encoding=\"windows-1252\"");
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

bool is_namespace_declaration(std::string_view attribute) {
  return attribute == "xmlns" || attribute.starts_with("xmlns:");
}

/// Turns pugixml's tree into ours. Names and texts are views into the buffer that was parsed in
/// place and that the document keeps.
class Converter {
 public:
  Converter(Document& document, const char* buffer) : document_(document), buffer_(buffer) {}

  void convert(pugi::xml_node element, Node& node, int depth) {
    const std::string_view name = element.name();
    node.offset = offset(name);
    if (depth > deepest)
      fail(node.offset, "elements are nested more than " + std::to_string(deepest) + " deep");
    node.name = local_name(name);
    const std::size_t known_prefixes = prefixes_.size();
    const Content content = look_at(element);
    node.children.reserve(content.attributes + content.elements);
    if (content.attributes > 0) add_attributes(element, node);
    if (node.name.size() != name.size()) require_prefix(name, node.offset);
    if (content.texts > 0) add_text(element, content.texts, node);
    if (content.elements > 0) add_elements(element, node, depth);
    prefixes_.resize(known_prefixes);
  }

 private:
  /// How much of each kind there is in an element.
  struct Content {
    std::size_t attributes = 0, elements = 0, texts = 0;
  };

  [[noreturn]] void fail(std::uint32_t offset, const std::string& message) const {
    throw Error(message, document_.source().position(offset));
  }

  std::uint32_t offset(std::string_view name) const {
    return static_cast<std::uint32_t>(name.data() - buffer_);
  }

  static bool is_text(pugi::xml_node child) {
    return child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
  }

  static Content look_at(pugi::xml_node element) {
    Content content;
    for (auto attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute())
      ++content.attributes;
    for (auto child = element.first_child(); child; child = child.next_sibling()) {
      content.elements += child.type() == pugi::node_element ? 1 : 0;
      content.texts += is_text(child) ? 1 : 0;
    }
    return content;
  }

  void add_elements(pugi::xml_node element, Node& node, int depth) {
    for (auto child = element.first_child(); child; child = child.next_sibling()) {
      if (child.type() == pugi::node_element)
        convert(child, node.children.emplace_back(), depth + 1);
    }
  }

  void add_attributes(pugi::xml_node element, Node& node) {
    bool has_prefixes = false;
    for (auto attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
      const std::string_view name = attribute.name();
      Node& child = node.children.emplace_back();
      child.name = name;
      child.text = attribute.value();
      child.offset = offset(name);
      child.is_attribute = true;
      has_prefixes = has_prefixes || name.find(':') != std::string_view::npos || name == "xmlns";
    }
    refuse_repeated(node.children);
    if (has_prefixes) resolve_prefixes(node.children);
  }

  /// Takes the declarations of namespaces for what they are, and the prefixes off the names.
  void resolve_prefixes(Nodes& attributes) {
    for (const Node& attribute : attributes) {
      if (is_namespace_declaration(attribute.name)) prefixes_.push_back(local_name(attribute.name));
    }
    std::erase_if(attributes, [](const Node& attribute) {
      return is_namespace_declaration(attribute.name) || attribute.name.starts_with("xsi:") ||
             attribute.name.starts_with("xml:");
    });
    for (Node& attribute : attributes) {
      require_prefix(attribute.name, attribute.offset);
      attribute.name = local_name(attribute.name);
    }
  }

  static constexpr std::size_t few = 12;

  /// Looks at each pair: faster than sorting where they are few.
  static bool has_repeated(const Nodes& attributes) {
    for (auto one = attributes.begin(); one != attributes.end(); ++one) {
      if (std::any_of(one + 1, attributes.end(),
                      [&](const Node& other) { return other.name == one->name; }))
        return true;
    }
    return false;
  }

  void refuse_repeated(const Nodes& attributes) const {
    if (attributes.size() <= few && !has_repeated(attributes)) return;
    std::vector<const Node*> sorted;
    for (const Node& attribute : attributes) sorted.push_back(&attribute);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Node* a, const Node* b) { return a->name < b->name; });
    const auto twice =
        std::adjacent_find(sorted.begin(), sorted.end(),
                           [](const Node* a, const Node* b) { return a->name == b->name; });
    if (twice != sorted.end())
      fail((*(twice + 1))->offset,
           "the attribute '" + std::string((*twice)->name) + "' is given twice");
  }

  void require_prefix(std::string_view name, std::uint32_t where) const {
    const std::string_view used = prefix(name);
    if (used.empty() || used == "xml" ||
        std::find(prefixes_.begin(), prefixes_.end(), used) != prefixes_.end())
      return;
    fail(where, "the namespace prefix '" + std::string(used) + "' is not declared; add xmlns:" +
                    std::string(used) + "=\"…\" to the root element");
  }

  void add_text(pugi::xml_node element, std::size_t pieces, Node& node) {
    std::string all;
    std::string_view text;
    for (auto child = element.first_child(); child; child = child.next_sibling()) {
      if (!is_text(child)) continue;
      text = child.value();
      if (pieces > 1) all += text;
    }
    if (pieces > 1) text = document_.keep(std::move(all));
    if (text = trim(text); !text.empty()) node.text = text;
  }

  Document& document_;
  const char* buffer_;
  std::vector<std::string_view> prefixes_;
};

std::string explain(const pugi::xml_parse_result& result) {
  if (result.status == pugi::status_end_element_mismatch)
    return "this end tag does not match the element that is open; check the nesting";
  return "the XML is not well-formed: " +
         lower(std::string_view(result.description()).substr(0, 1)) +
         std::string(result.description()).substr(1);
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!(text = trim(text)).empty()) {
    const auto end = std::find_if(text.begin(), text.end(), is_space);
    found.push_back(text.substr(0, static_cast<std::size_t>(end - text.begin())));
    text.remove_prefix(found.back().size());
  }
  return found;
}

/// The place of the changelog's schema. xsi:schemaLocation holds pairs of a namespace and the place
/// of its schema.
std::string require_schema(const Document& document, pugi::xml_node root,
                           std::string_view declared) {
  const std::string latest = std::string(changelog_namespace) + "/dbchangelog-latest.xsd";
  for (const pugi::xml_attribute attribute : root.attributes()) {
    if (local_name(attribute.name()) != "schemaLocation") continue;
    const auto pairs = words(attribute.value());
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
      if (pairs[i] != declared) continue;
      if (is_known_schema(pairs[i + 1])) return std::string(pairs[i + 1]);
      throw document.error(document.root(),
                           "the schema '" + std::string(pairs[i + 1]) +
                               "' is not known here, and nothing is fetched from elsewhere; name " +
                               latest);
    }
  }
  throw document.error(document.root(),
                       "databaseChangeLog names no schema; add xsi:schemaLocation=\"" +
                           std::string(changelog_namespace) + " " + latest + "\"");
}

/// The place of the schema of a root element that is one of a changelog.
std::string require_changelog(const Document& document, pugi::xml_node root) {
  const std::string name(root.name());
  const std::string used(prefix(name));
  const std::string declared =
      root.attribute(used.empty() ? "xmlns" : ("xmlns:" + used).c_str()).value();
  const Node& node = document.root();
  if (local_name(name) != "databaseChangeLog") {
    throw document.error(node,
                         "the root element is '" + name + "'; a changelog's is databaseChangeLog");
  }
  if (!std::string_view(declared).starts_with(changelog_namespace)) {
    throw document.error(node, "databaseChangeLog is not in Liquibase's namespace; write xmlns=\"" +
                                   std::string(changelog_namespace) + "\"");
  }
  return require_schema(document, root, declared);
}

}  // namespace

Document parse_xml(std::string file, std::string bytes, const ParseOptions& options) {
  std::string text = decode(file, std::move(bytes));
  Document document(Source(std::move(file), std::move(text)), options.checks_schema);
  const Source& source = document.source();
  if (const std::size_t bad = find_invalid_utf8(source.text()); bad != std::string_view::npos) {
    throw Error("this byte is not UTF-8; save the file as UTF-8 or declare its encoding",
                source.position(bad));
  }
  const XmlTraits traits = scan_xml(source);

  std::string& buffer = document.keep(source.text());
  pugi::xml_document xml;
  // Blanks between two CDATA sections count; elsewhere blank text is nothing.
  const unsigned flags = pugi::parse_default | (traits.has_cdata ? pugi::parse_ws_pcdata : 0U);
  const pugi::xml_parse_result result =
      xml.load_buffer_inplace(buffer.data(), buffer.size(), flags, pugi::encoding_utf8);
  if (!result)
    throw Error(explain(result), source.position(static_cast<std::size_t>(result.offset)));

  Converter(document, buffer.data()).convert(xml.document_element(), document.root(), 0);
  const std::string schema = require_changelog(document, xml.document_element());
  if (!options.checks_schema) return document;
  const int version = schema_version(schema);
  mark_optional_attributes(document.root(), version);
  check_schema(document, version);
  return document;
}

}  // namespace ebbtide
