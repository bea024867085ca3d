#include "formats/xml.h"

#include <algorithm>
#include <pugixml.hpp>
#include <vector>

#include "formats/xml_scan.h"
#include "formats/xml_schema.h"
#include "text/ascii.h"
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
  if (encoding.empty() || equals_ignoring_case(encoding, "utf-8") ||
      equals_ignoring_case(encoding, "utf8"))
    return bytes;
  if (starts_with_ignoring_case(encoding, "utf-16") || equals_ignoring_case(encoding, "utf-7")) {
    refuse_encoding(file, "the file declares the encoding '" + encoding + "' and is not in it");
  }
  try {
    return to_utf8(std::move(bytes), encoding);
  } catch (const Error& error) {
    refuse_encoding(file, error.what());
  }
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
    node.offset = offset(element.name());
    if (depth > deepest)
      fail(node.offset, "elements are nested more than " + std::to_string(deepest) + " deep");
    node.name = local_name(element.name());
    const std::size_t known_prefixes = prefixes_.size();
    add_attributes(element, node);
    require_prefix(element.name(), node.offset);
    add_text(element, node);
    for (const pugi::xml_node child : element.children()) {
      if (child.type() == pugi::node_element)
        convert(child, node.children.emplace_back(), depth + 1);
    }
    prefixes_.resize(known_prefixes);
  }

 private:
  [[noreturn]] void fail(std::uint32_t offset, const std::string& message) const {
    throw Error(message, document_.source().position(offset));
  }

  std::uint32_t offset(const char* name) const {
    return static_cast<std::uint32_t>(name - buffer_);
  }

  void add_attributes(pugi::xml_node element, Node& node) {
    std::size_t count = 0;
    for (const pugi::xml_attribute attribute : element.attributes()) {
      ++count;
      if (is_namespace_declaration(attribute.name()))
        prefixes_.emplace_back(local_name(attribute.name()));
    }
    refuse_repeated(element, count);
    node.children.reserve(count +
                          static_cast<std::size_t>(std::distance(element.begin(), element.end())));
    for (const pugi::xml_attribute attribute : element.attributes()) add_attribute(attribute, node);
  }

  void add_attribute(pugi::xml_attribute attribute, Node& node) {
    const std::string_view name = attribute.name();
    if (is_namespace_declaration(name) || name.starts_with("xsi:") || name.starts_with("xml:"))
      return;
    require_prefix(name, offset(attribute.name()));
    Node& child = node.children.emplace_back();
    child.name = local_name(name);
    child.text = attribute.value();
    child.offset = offset(attribute.name());
    child.is_attribute = true;
  }

  static constexpr std::size_t few = 12;

  /// Looks at each pair: faster than sorting where they are few.
  static bool has_repeated(pugi::xml_node element) {
    for (pugi::xml_attribute one = element.first_attribute(); one; one = one.next_attribute()) {
      for (pugi::xml_attribute other = one.next_attribute(); other;
           other = other.next_attribute()) {
        if (std::string_view(one.name()) == other.name()) return true;
      }
    }
    return false;
  }

  void refuse_repeated(pugi::xml_node element, std::size_t count) const {
    if (count < 2 || (count <= few && !has_repeated(element))) return;
    std::vector<pugi::xml_attribute> sorted(element.attributes_begin(), element.attributes_end());
    const auto name = [](const pugi::xml_attribute& attribute) {
      return std::string_view(attribute.name());
    };
    std::sort(sorted.begin(), sorted.end(),
              [&](const auto& a, const auto& b) { return name(a) < name(b); });
    const auto twice =
        std::adjacent_find(sorted.begin(), sorted.end(),
                           [&](const auto& a, const auto& b) { return name(a) == name(b); });
    if (twice != sorted.end())
      fail(offset((twice + 1)->name()),
           "the attribute '" + std::string(name(*twice)) + "' is given twice");
  }

  void require_prefix(std::string_view name, std::uint32_t where) const {
    const std::string_view used = prefix(name);
    if (used.empty() || used == "xml" ||
        std::find(prefixes_.begin(), prefixes_.end(), used) != prefixes_.end())
      return;
    fail(where, "the namespace prefix '" + std::string(used) + "' is not declared; add xmlns:" +
                    std::string(used) + "=\"…\" to the root element");
  }

  void add_text(pugi::xml_node element, Node& node) {
    const auto is_text = [](const pugi::xml_node& child) {
      return child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    };
    const auto pieces = std::count_if(element.begin(), element.end(), is_text);
    if (pieces == 0) return;
    std::string_view text;
    if (pieces == 1) {
      text = std::find_if(element.begin(), element.end(), is_text)->value();
    } else {
      std::string all;
      for (const pugi::xml_node child : element.children()) {
        if (is_text(child)) all += child.value();
      }
      text = document_.keep(std::move(all));
    }
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

Document parse_xml(std::string file, std::string bytes) {
  std::string text = decode(file, std::move(bytes));
  Document document(Source(std::move(file), std::move(text)), true);
  const Source& source = document.source();
  if (const std::size_t bad = find_invalid_utf8(source.text()); bad != std::string_view::npos) {
    throw Error("this byte is not UTF-8; save the file as UTF-8 or declare its encoding",
                source.position(bad));
  }
  const XmlTraits traits = scan_xml(source);

  std::string& buffer = document.keep(source.text());
  pugi::xml_document xml;
  // Blanks between two CDATA sections count; elsewhere blank text is nothing.
  const unsigned options = pugi::parse_default | (traits.has_cdata ? pugi::parse_ws_pcdata : 0U);
  const pugi::xml_parse_result result =
      xml.load_buffer_inplace(buffer.data(), buffer.size(), options, pugi::encoding_utf8);
  if (!result)
    throw Error(explain(result), source.position(static_cast<std::size_t>(result.offset)));

  Converter(document, buffer.data()).convert(xml.document_element(), document.root(), 0);
  const std::string schema = require_changelog(document, xml.document_element());
  if (lets_any_attribute(schema)) mark_optional_attributes(document.root());
  check_schema(document);
  return document;
}

}  // namespace ebbtide
