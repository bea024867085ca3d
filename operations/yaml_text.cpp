#include "operations/yaml_text.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "formats/value_limit.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

using nlohmann::json;

/// Words that stand for themselves and for nothing else.
bool is_plain(const std::string& text) {
  constexpr std::string_view others = "_./-+$()";
  if (text.empty() || !(is_letter(text.front()) || text.front() == '_')) return false;
  const bool has_plain_letters = std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
  });
  const std::string word = lower(text);
  constexpr std::string_view odd[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
  return has_plain_letters && std::find(std::begin(odd), std::end(odd), word) == std::end(odd);
}

void write(std::string& out, const json& value, std::size_t indent);

void write_scalar(std::string& out, const json& value) {
  if (value.is_string() && is_plain(value.get_ref<const std::string&>())) {
    out += value.get_ref<const std::string&>();
  } else {
    // What JSON writes between its quotes means the same to YAML.
    out += value.dump(-1, ' ', true, json::error_handler_t::replace);
  }
  out += '\n';
}

void write_list(std::string& out, const json& list, std::size_t indent) {
  for (const json& one : list) {
    out.append(indent, ' ');
    out += "- ";
    if (one.is_structured() && !one.empty()) {
      std::string block;
      write(block, one, indent + 2);
      out += block.substr(indent + 2);
    } else {
      write_scalar(out, one);
    }
  }
}

void write_map(std::string& out, const json& map, std::size_t indent) {
  for (const auto& [name, value] : map.items()) {
    out.append(indent, ' ');
    out += (is_plain(name) ? name : json(name).dump()) + ":";
    if (value.is_structured() && !value.empty()) {
      out += '\n';
      write(out, value, value.is_array() ? indent : indent + 2);
    } else {
      out += ' ';
      write_scalar(out, value);
    }
  }
}

void write(std::string& out, const json& value, std::size_t indent) {
  if (value.is_array()) return write_list(out, value, indent);
  write_map(out, value, indent);
}

json converted(const YAML::Node& node, const std::string& file, ValueLimit& limit) {
  limit.count({file, node.Mark().line + 1, node.Mark().column + 1});
  if (node.IsMap()) {
    json map = json::object();
    for (const auto& one : node)
      map[one.first.as<std::string>()] = converted(one.second, file, limit);
    return map;
  }
  if (node.IsSequence()) {
    json list = json::array();
    for (const auto& one : node) list.push_back(converted(one, file, limit));
    return list;
  }
  if (!node.IsScalar()) return {};
  const std::string& text = node.Scalar();
  if (node.Tag() != "!" && (text == "true" || text == "false")) return text == "true";
  return text;
}

}  // namespace

std::string yaml_text(const json& value) {
  std::string out;
  write(out, value, 0);
  return out;
}

json json_of_yaml(const std::string& text, const std::string& file) {
  try {
    ValueLimit limit(text.size());
    return converted(YAML::Load(text), file, limit);
  } catch (const YAML::Exception& error) {
    throw Error("'" + file + "' is no YAML: " + error.msg);
  }
}

}  // namespace ebbtide
