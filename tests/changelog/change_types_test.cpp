#include "changelog/change_types.h"

#include <gtest/gtest.h>

#include <set>

#include "changelog/validate.h"
#include "tests/support/change_examples.h"
#include "tests/support/changelogs.h"

namespace ebbtide {
namespace {

/// A changelog with nothing but the example, in a format.
Loaded loaded_as(const std::string& extension, const std::string& text) {
  return Loaded(
      MemoryFiles({{"c." + extension, text}, {"f.sql", example_sql}, {"d.csv", example_csv}}),
      "c." + extension);
}
Loaded from_xml(const ChangeExample& example) {
  return loaded_as("xml", one_change_set(example.xml));
}
Loaded from_json(const ChangeExample& example) {
  return loaded_as(
      "json", R"({"databaseChangeLog": [{"changeSet": {"id": "1", "author": "ann", "changes": [)" +
                  std::string(example.json) + "]}}]}");
}
Loaded from_yaml(const ChangeExample& example) {
  return loaded_as("yaml",
                   "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: ann\n    changes:\n"
                   "    - " +
                       std::string(example.json) + "\n");
}

/// What the example does on a dialect without a database, one step a line; the error where it
/// cannot say.
std::string plan_of(const Loaded& loaded, std::string_view dialect) {
  const OfflineTarget offline(dialect);
  std::string text;
  try {
    for (const Step& step : steps_of(*loaded.changelog.change_sets.at(0).changes.at(0),
                                     offline.with(loaded.files, loaded.properties()))) {
      if (const auto* const sql = std::get_if<SqlStep>(&step)) text += sql->statement.sql;
      text += "\n";
    }
  } catch (const Error& error) {
    text += error.what();
  }
  return text;
}

TEST(ChangeTypes, EachHasAnExample) {
  std::set<std::string_view> names;
  for (const ChangeExample& example : change_examples) names.insert(example.name);
  for (const ChangeType* const type : change_types())
    EXPECT_TRUE(names.contains(type->name)) << type->name;
  EXPECT_EQ(names.size(), change_types().size());
}

TEST(ChangeTypes, EachIsBuiltFromEveryFormat) {
  for (const ChangeExample& example : change_examples) {
    for (const Loaded& loaded : {from_xml(example), from_json(example), from_yaml(example)}) {
      const Changes& changes = loaded.changelog.change_sets.at(0).changes;
      ASSERT_EQ(changes.size(), 1U) << example.name;
      EXPECT_EQ(changes[0]->type().name, example.name);
    }
  }
}

TEST(ChangeTypes, EachHasTheChecksumOfLiquibaseInEveryFormat) {
  for (const ChangeExample& example : change_examples) {
    EXPECT_EQ(from_xml(example).checksum(), example.checksum) << example.name;
    EXPECT_EQ(from_json(example).checksum(), example.checksum) << example.name;
    EXPECT_EQ(from_yaml(example).checksum(), example.checksum) << example.name;
  }
}

TEST(ChangeTypes, FormatsAgreeInVersion8) {
  for (const ChangeExample& example : change_examples) {
    const std::string expected = from_xml(example).checksum(0, 8);
    EXPECT_EQ(from_json(example).checksum(0, 8), expected) << example.name;
    EXPECT_EQ(from_yaml(example).checksum(0, 8), expected) << example.name;
    EXPECT_TRUE(expected.starts_with("8:")) << example.name;
  }
}

TEST(ChangeTypes, EachPlansTheSameTwice) {
  for (const ChangeExample& example : change_examples) {
    const Loaded loaded = from_xml(example);
    for (const char* const dialect : {"postgresql", "mysql", "mariadb", "sqlite"})
      EXPECT_EQ(plan_of(loaded, dialect), plan_of(from_yaml(example), dialect)) << example.name;
  }
}

TEST(ChangeTypes, EachIsValidOnPostgresql) {
  const OfflineTarget offline("postgresql");
  for (const ChangeExample& example : change_examples) {
    if (std::string_view(example.name) == "customChange") continue;  // Java cannot run
    const Loaded loaded = from_xml(example);
    for (const Problem& problem : validate(*loaded.changelog.change_sets.at(0).changes.at(0),
                                           offline.with(loaded.files, loaded.properties())))
      ADD_FAILURE() << example.name << ": " << problem.message;
  }
}

TEST(ChangeTypes, EachMissesWhatIsRequired) {
  for (const ChangeType* const type : change_types()) {
    std::size_t required = 0;
    for (const Field& field : type->fields) required += has(field.traits, Trait::required);
    const std::unique_ptr<Change> change = type->create();
    const OfflineTarget offline("postgresql");
    const MemoryFiles files;
    const Properties properties({"postgresql", {}, ""});
    EXPECT_GE(validate(*change, offline.with(files, PropertyValues(properties))).size(), required)
        << type->name;
  }
}

/// The name of the example's element with its attributes in reverse order.
std::string with_attributes_reversed(const std::string& xml) {
  const std::size_t begin = xml.find(' '), end = xml.find_first_of("/>", begin);
  if (begin == std::string::npos || begin > end) return xml;
  std::vector<std::string> attributes;
  for (std::size_t at = begin; at < end;) {
    const std::size_t close = xml.find('"', xml.find('"', at) + 1);
    if (close == std::string::npos || close > end) break;
    attributes.push_back(xml.substr(at, close + 1 - at));
    at = close + 1;
  }
  std::string reversed;
  for (auto one = attributes.rbegin(); one != attributes.rend(); ++one) reversed += *one;
  return xml.substr(0, begin) + reversed + xml.substr(end);
}

TEST(ChangeTypes, TheOrderOfAttributesDoesNotCount) {
  EXPECT_EQ(with_attributes_reversed("<a b=\"1\" c=\"2\"/>"), "<a c=\"2\" b=\"1\"/>");
  for (const ChangeExample& example : change_examples) {
    const Loaded loaded = loaded_as("xml", one_change_set(with_attributes_reversed(example.xml)));
    EXPECT_EQ(loaded.checksum(), example.checksum) << example.name;
  }
}

}  // namespace
}  // namespace ebbtide
