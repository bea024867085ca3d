// JSON is data and must come back as the text it was made from, so nothing is spelled out in it as
// in text; but a terminal sees it as well. JSON has escapes of its own, which mean the same letter
// to every reader: what is not seen is written as \u001b, and the second of two `#` as \u0023, so
// that no line begins a command of a CI server. Letters outside of the basic plane become two such
// escapes. Bytes that are no UTF-8 become U+FFFD.
#include "cli/json/output.h"

#include <nlohmann/json.hpp>

#include "cli/json/kept.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

void append_escape(std::string& out, char32_t unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(unit >> shift) & 0xF];
}

/// The same JSON with what a terminal or a CI server might take for commands written as escapes;
/// only its texts have such letters.
std::string harmless_json(std::string_view json) {
  std::string out;
  bool after_hash = false;
  while (!json.empty()) {
    const Letter letter = first_letter(json);
    const bool is_second_hash = after_hash && letter.code == '#';
    after_hash = letter.code == '#';
    if (letter.code > 0xFFFF && is_unseen(letter.code)) {
      append_escape(out, 0xD7C0 + (letter.code >> 10));
      append_escape(out, 0xDC00 + (letter.code & 0x3FF));
    } else if (is_second_hash || (letter.code != '\n' && is_unseen(letter.code))) {
      append_escape(out, letter.code);
    } else {
      out += json.substr(0, letter.size);
    }
    json.remove_prefix(letter.size);
  }
  return out;
}

}  // namespace

std::string json_text(const Json& value, int indent) {
  return harmless_json(value.dump(indent, ' ', false, Json::error_handler_t::replace));
}

void write_json(Console& console, const Json& value) {
  console.keep(std::make_shared<JsonDocument>(JsonDocument{value}));
}

void print_json(Console& console, const Json& value) {
  console.raw() << json_text(value, 2) << "\n";
}

std::string json_log_line(const std::string& moment, std::string_view level,
                          std::string_view channel, std::string_view message, int indent) {
  return json_text(
      {{"timestamp", moment}, {"level", level}, {"logger", channel}, {"message", message}}, indent);
}

Json json_of(const ChangeSetId& id) {
  return {{"path", id.path}, {"id", id.id}, {"author", id.author}};
}

Json json_of(const std::vector<ChangeSetId>& ids) {
  Json list = Json::array();
  for (const ChangeSetId& id : ids) list.push_back(json_of(id));
  return list;
}

Json json_of(const Permit& permit) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? Json() : Json(text);
  };
  return {{"changeSet", permit.id.to_text()},
          {"rules", permit.rules},
          {"objects", permit.objects},
          {"sha256", permit.sha256},
          {"by", permit.by},
          {"approver", text_or_null(permit.approver)},
          {"reason", text_or_null(permit.reason)}};
}

Json json_of(const Text& text) { return text ? Json(*text) : Json(); }

Json json_of(const std::vector<Problem>& problems) {
  Json list = Json::array();
  for (const Problem& problem : problems) {
    list.push_back({{"file", problem.where.file},
                    {"line", problem.where.line},
                    {"column", problem.where.column},
                    {"changeset", problem.change_set},
                    {"message", problem.message}});
  }
  return list;
}

}  // namespace ebbtide
