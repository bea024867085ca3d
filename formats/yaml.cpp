// yaml-cpp tells what it comes by as events, and TreeBuilder makes the tree of them. In between
// stands what SnakeYAML, Liquibase's reader, sees in another way:
//
//   12, yes, 2020-01-02     plain scalars get a type and are written out again (plain_scalar.cpp)
//   "12", 'yes', !!str 12   stay the texts they are
//   !!int "12"              is what a plain 12 is
//   !mine x, !!binary x     refused: a tag can ask for an object of any Java class
//   yes: 1                  a key is always a text
//   CR alone                ends a line
//   control characters      refused, which yaml-cpp reads
//   a second document       refused
#include "formats/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "formats/plain_scalar.h"
#include "formats/tree_builder.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr std::string_view plain_tag = "?";
constexpr std::string_view core_tag = "tag:yaml.org,2002:";

std::size_t offset_of(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

/// Passes yaml-cpp's events on to the builder.
class Events final : public YAML::EventHandler {
 public:
  Events(TreeBuilder& builder, const Source& source) : builder_(builder), source_(source) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    scalar(mark, anchor, std::nullopt);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    require_value(mark);
    builder_.alias(static_cast<int>(anchor), offset_of(mark));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (builder_.expects_key()) return builder_.key(value, offset_of(mark));
    scalar(mark, anchor, resolve(mark, tag, value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    require_collection(mark, tag, "seq");
    builder_.begin_list(offset_of(mark), static_cast<int>(anchor));
  }
  void OnSequenceEnd() override { builder_.end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    require_collection(mark, tag, "map");
    builder_.begin_map(offset_of(mark), static_cast<int>(anchor));
  }
  void OnMapEnd() override { builder_.end(); }

 private:
  [[noreturn]] void fail(const YAML::Mark& mark, const std::string& message) const {
    throw Error(message, source_.position(offset_of(mark)));
  }

  void require_value(const YAML::Mark& mark) const {
    if (builder_.expects_key()) fail(mark, "the key of a map must be a plain text");
  }

  void require_collection(const YAML::Mark& mark, const std::string& tag,
                          std::string_view kind) const {
    require_value(mark);
    const bool known =
        tag.empty() || tag == "?" || tag == "!" || tag == std::string(core_tag) + std::string(kind);
    if (!known) refuse_tag(mark, tag);
  }

  [[noreturn]] void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    fail(mark, "the tag '" + tag + "' is not allowed in a changelog; remove it");
  }

  std::optional<std::string> resolve(const YAML::Mark& mark, const std::string& tag,
                                     const std::string& value) const {
    if (tag == plain_tag || tag.empty()) return plain_scalar(value);
    if (tag == "!") return value;
    constexpr auto typed =
        std::to_array<std::string_view>({"int", "float", "bool", "null", "timestamp", "str"});
    const std::string_view name = std::string_view(tag).starts_with(core_tag)
                                      ? std::string_view(tag).substr(core_tag.size())
                                      : "";
    if (std::find(typed.begin(), typed.end(), name) == typed.end()) refuse_tag(mark, tag);
    return name == "str" ? std::optional(value) : plain_scalar(value);
  }

  void scalar(const YAML::Mark& mark, YAML::anchor_t anchor, std::optional<std::string> text) {
    if (builder_.expects_key()) return builder_.key(text.value_or("null"), offset_of(mark));
    builder_.value(std::move(text), offset_of(mark), static_cast<int>(anchor));
  }

  TreeBuilder& builder_;
  const Source& source_;
};

/// The text with LF for each CR that ends a line alone, which yaml-cpp does not know. No place in
/// it moves.
std::string with_known_line_ends(std::string text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_alone = text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n');
    if (is_alone) text[at] = '\n';
  }
  return text;
}

void refuse_control_characters(const Source& source) {
  const std::string& text = source.text();
  const auto bad = std::find_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
           c == 0x7F;
  });
  if (bad == text.end()) return;
  throw Error("a control character (code " + std::to_string(static_cast<unsigned char>(*bad)) +
                  ") cannot be in YAML",
              source.position(static_cast<std::size_t>(bad - text.begin())));
}

}  // namespace

Document parse_yaml(std::string file, std::string bytes, const ParseOptions&) {
  std::string text = require_undamaged(file, decode(std::move(bytes), ""), "", "");
  Document document(Source(std::move(file), with_known_line_ends(std::move(text))), false);
  const Source& source = document.source();
  refuse_control_characters(source);
  TreeBuilder builder(document);
  Events events(builder, source);
  std::istringstream input(source.text());
  try {
    YAML::Parser parser(input);
    if (parser.HandleNextDocument(events) && parser.HandleNextDocument(events)) {
      throw Error("the file has a second YAML document; a changelog is one", {source.file(), 0, 0});
    }
  } catch (const YAML::Exception& error) {
    throw Error("the YAML cannot be read: " + error.msg, source.position(offset_of(error.mark)));
  }
  document.root() = builder.take_changelog();
  return document;
}

}  // namespace ebbtide
