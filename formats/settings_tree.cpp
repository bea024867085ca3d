#include "formats/settings_tree.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "formats/value_limit.h"

namespace ebbtide {
namespace {

constexpr int deepest = 50;

Position position_of(const std::string& file, const YAML::Mark& mark) {
  return {file, mark.line + 1, mark.column + 1};
}

class TreeOfSettings {
 public:
  TreeOfSettings(const std::string& file, std::size_t bytes) : file_(file), limit_(bytes) {}

  Setting setting(const YAML::Node& node, int depth) {
    Setting setting;
    setting.where = position_of(file_, node.Mark());
    limit_.count(setting.where);
    if (depth > deepest) throw Error("this is nested too deeply", setting.where);
    if (node.IsScalar()) {
      setting.text = node.Scalar();
    } else if (node.IsSequence()) {
      setting.kind = Setting::Kind::list;
      for (const auto& item : node) setting.items.push_back(this->setting(item, depth + 1));
    } else if (node.IsMap()) {
      setting.kind = Setting::Kind::map;
      std::set<std::string> keys;
      for (const auto& one : node) {
        setting.items.push_back(entry(one.first, one.second, depth));
        if (!keys.insert(setting.items.back().key).second)
          throw Error("the key '" + one.first.Scalar() + "' stands here twice; delete one",
                      setting.items.back().where);
      }
    }
    return setting;
  }

 private:
  Setting entry(const YAML::Node& key, const YAML::Node& value, int depth) {
    const Position where = position_of(file_, key.Mark());
    if (!key.IsScalar()) throw Error("a key must be a text", where);
    Setting entry = setting(value, depth + 1);
    entry.key = key.Scalar();
    entry.where = where;
    return entry;
  }

  const std::string& file_;
  ValueLimit limit_;
};

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
  Setting tree = TreeOfSettings(file, text.size()).setting(root, 0);
  if (tree.kind != Setting::Kind::map)
    throw Error("a file of settings is a list of 'key: value'", {file, 1, 1});
  return tree;
}

}  // namespace ebbtide
