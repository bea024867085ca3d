#include "operations/snapshot_model.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "operations/snapshot_members.h"

namespace ebbtide {
namespace {

using nlohmann::json;
using NumberingKind = schema::Numbering::Kind;

constexpr std::array numbering_words{
    std::pair{NumberingKind::identity_always, std::string_view("identity always")},
    std::pair{NumberingKind::identity_by_default, std::string_view("identity by default")},
    std::pair{NumberingKind::serial, std::string_view("serial")},
    std::pair{NumberingKind::auto_increment, std::string_view("auto increment")},
};

/// Makes JSON of the members of one object.
class Writer {
 public:
  static constexpr bool writes = true;
  explicit Writer(json& out) : out_(out) {}

  void operator()(const char* name, const std::string& value) {
    if (!value.empty()) out_[name] = value;
  }
  template <class Value>
  void operator()(const char* name, const std::optional<Value>& value) {
    if (value) out_[name] = made_of(*value);
  }
  template <class Value>
  void operator()(const char* name, const Boxed<Value>& value) {
    if (value) out_[name] = made_of(*value);
  }
  template <class Value>
  void operator()(const char* name, const std::vector<Value>& values) {
    if (values.empty()) return;
    json list = json::array();
    for (const Value& one : values) list.push_back(made_of(one));
    out_[name] = std::move(list);
  }
  template <class Object>
  void operator()(const char* name, const Object& object) {
    json made = made_of(object);
    if (!made.empty()) out_[name] = std::move(made);
  }
  void flag(const char* name, bool value, bool usual) {
    if (value != usual) out_[name] = value;
  }
  void kind(const char* name, schema::Kind value, schema::Kind usual) {
    if (value != usual) out_[name] = std::string(to_text(value));
  }
  void informs(const char* name, schema::Weight value) {
    flag(name, value == schema::Weight::informs, false);
  }
  void numbering(const char* name, NumberingKind value) {
    const auto* const word = std::find_if(numbering_words.begin(), numbering_words.end(),
                                          [&](const auto& one) { return one.first == value; });
    out_[name] = std::string(word->second);
  }

 private:
  static json made_of(const std::string& value) { return value; }
  static json made_of(const schema::Text& value) { return value ? json(*value) : json(); }
  template <class Object>
  static json made_of(const Object& object) {
    json made = json::object();
    Writer writer(made);
    members(writer, object);
    return made;
  }

  json& out_;
};

/// Fills the members of one object from JSON.
class Reader {
 public:
  static constexpr bool writes = false;
  explicit Reader(const json& in) : in_(in) {}

  template <class Value>
  void operator()(const char* name, Value& value) {
    if (const json* const given = member(name)) fill(value, *given);
  }
  void flag(const char* name, bool& value, bool usual) {
    const json* const given = member(name);
    value = given != nullptr && given->is_boolean() ? given->get<bool>() : usual;
  }
  void kind(const char* name, schema::Kind& value, schema::Kind usual) {
    value = usual;
    const std::string word = text(name);
    for (int i = 0; i <= static_cast<int>(schema::Kind::other); ++i) {
      const auto one = static_cast<schema::Kind>(i);
      if (to_text(one) == word) value = one;
    }
  }
  void informs(const char* name, schema::Weight& value) {
    bool given = false;
    flag(name, given, false);
    value = given ? schema::Weight::informs : schema::Weight::counts;
  }
  void numbering(const char* name, NumberingKind& value) {
    const std::string word = text(name);
    for (const auto& [one, its_word] : numbering_words) {
      if (its_word == word) value = one;
    }
  }

 private:
  const json* member(const char* name) const {
    const auto found = in_.find(name);
    return found == in_.end() ? nullptr : &*found;
  }
  std::string text(const char* name) const {
    std::string value;
    if (const json* const given = member(name)) fill(value, *given);
    return value;
  }
  static void fill(std::string& value, const json& given) {
    if (given.is_string()) value = given.get<std::string>();
  }
  static void fill(schema::Text& value, const json& given) {
    if (given.is_string()) value = given.get<std::string>();
  }
  template <class Value>
  static void fill(std::optional<Value>& value, const json& given) {
    if (given.is_object()) fill(value.emplace(), given);
  }
  template <class Value>
  static void fill(Boxed<Value>& value, const json& given) {
    if (given.is_object()) fill(value.emplace(), given);
  }
  template <class Value>
  static void fill(std::vector<Value>& values, const json& given) {
    if (!given.is_array()) return;
    values.reserve(given.size());
    for (const json& one : given) fill(values.emplace_back(), one);
  }
  template <class Object>
  static void fill(Object& object, const json& given) {
    if (!given.is_object()) return;
    Reader reader(given);
    members(reader, object);
  }

  const json& in_;
};

}  // namespace

json json_of(const schema::Schema& schema) {
  json made = json::object();
  Writer writer(made);
  members(writer, schema);
  return made;
}

schema::Schema schema_of(const json& given) {
  schema::Schema schema;
  if (!given.is_object()) return schema;
  Reader reader(given);
  members(reader, schema);
  schema.sort();
  return schema;
}

}  // namespace ebbtide
