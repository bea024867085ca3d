#include "formats/settings_tree.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace ebbtide {
namespace {

constexpr int deepest = 50;

Position position_of(const std::string& file, const YAML::Mark& mark) {
  return {file, mark.line + 1, mark.column + 1};
}

Setting setting_of(const YAML::Node& node, const std::string& file, int depth);

void add_entry(Setting& map, const YAML::Node& key, const YAML::Node& value,
               const std::string& file, int depth) {
  const Position where = position_of(file, key.Mark());
  if (!key.IsScalar()) throw Error("a key must be a text", where);
  if (map.find(key.Scalar()) != nullptr)
    throw Error("the key '" + key.Scalar() + "' stands here twice; delete one", where);
  Setting entry = setting_of(value, file, depth + 1);
  entry.key = key.Scalar();
  entry.where = where;
  map.items.push_back(std::move(entry));
}

Setting setting_of(const YAML::Node& node, const std::string& file, int depth) {
  Setting setting;
  setting.where = position_of(file, node.Mark());
  if (depth > deepest) throw Error("this is nested too deeply", setting.where);
  if (node.IsScalar()) {
    setting.text = node.Scalar();
  } else if (node.IsSequence()) {
    setting.kind = Setting::Kind::list;
    for (const auto& item : node) setting.items.push_back(setting_of(item, file, depth + 1));
  } else if (node.IsMap()) {
    setting.kind = Setting::Kind::map;
    for (const auto& entry : node) add_entry(setting, entry.first, entry.second, file, depth);
  }
  return setting;
}

}  // namespace

const Setting* Setting::find(std::string_view entry) const {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const Setting& one) { return one.key == entry; });
  return kind == Kind::map && found != items.end() ? &*found : nullptr;
}

std::vector<std::string> Setting::texts() const {
  if (kind == Kind::text) return {text};
  std::vector<std::string> all;
  for (const Setting& one : items) all.push_back(one.text);
  return all;
}

Setting parse_settings_tree(const std::string& file, const std::string& text) {
  YAML::Node root;
  try {
    root = YAML::Load(text);
  } catch (const YAML::Exception& error) {
    throw Error("this is no YAML: " + error.msg, position_of(file, error.mark));
  }
  if (root.IsNull()) {
    Setting empty;
    empty.kind = Setting::Kind::map;
    empty.where = {file, 1, 1};
    return empty;
  }
  Setting tree = setting_of(root, file, 0);
  if (tree.kind != Setting::Kind::map)
    throw Error("a file of settings is a list of 'key: value'", {file, 1, 1});
  return tree;
}

}  // namespace ebbtide
