#include <gtest/gtest.h>

#include "formats/json.h"
#include "formats/plain_scalar.h"
#include "formats/yaml.h"
#include "text/error.h"

namespace ebbtide {
namespace {

/// A tree as text: `name=text(child, child)`.
std::string shown(const Node& node) {
  std::string text(node.name);
  if (node.text) text += "=" + std::string(*node.text);
  if (node.children.empty()) return text;
  text += "(";
  for (const Node& child : node.children)
    text += (&child == &node.children.front() ? "" : " ") + shown(child);
  return text + ")";
}

std::string yaml(const std::string& body) {
  return shown(parse_yaml("c.yaml", "databaseChangeLog:\n" + body).root());
}
std::string json(const std::string& body) {
  return shown(parse_json("c.json", "{\"databaseChangeLog\": " + body + "}").root());
}

std::string yaml_error(const std::string& text) {
  try {
    parse_yaml("c.yaml", text);
    return "";
  } catch (const Error& error) {
    return error.where().to_text() + ": " + error.what();
  }
}

TEST(Yaml, LinesMayEndInCarriageReturns) {
  EXPECT_EQ(shown(parse_yaml("c.yaml", "databaseChangeLog:\r- a:\r    b: 1\r    c: 2\r").root()),
            "databaseChangeLog(a(b=1 c=2))");
  EXPECT_EQ(yaml_error("databaseChangeLog:\r- a: [1\r").substr(0, 8), "c.yaml:3");
}

TEST(PlainScalar, IsTypedAsYaml11AndPrintedAsJava) {
  EXPECT_EQ(plain_scalar("1"), "1");
  EXPECT_EQ(plain_scalar("2.0"), "2.0");
  EXPECT_EQ(plain_scalar("1e3"), "1000.0");
  EXPECT_EQ(plain_scalar("007"), "7");
  EXPECT_EQ(plain_scalar("0x1F"), "31");
  EXPECT_EQ(plain_scalar("0b11"), "3");
  EXPECT_EQ(plain_scalar("-22222222222222222113:5"), "-22222222222222222113:5");
  EXPECT_EQ(plain_scalar("1_000"), "1000");
  EXPECT_EQ(plain_scalar("190:20:30"), "685230");
  EXPECT_EQ(plain_scalar("+12"), "12");
  EXPECT_EQ(plain_scalar("1."), "1.0");
  EXPECT_EQ(plain_scalar(".5"), "0.5");
  EXPECT_EQ(plain_scalar("-.5"), "-0.5");
  EXPECT_EQ(plain_scalar("+.5"), "0.5");
  EXPECT_EQ(plain_scalar("._5"), "0.5");
  EXPECT_EQ(plain_scalar("-.5e3"), "-500.0");
  EXPECT_EQ(plain_scalar("._"), "._");
  EXPECT_EQ(plain_scalar(".e3"), ".e3");
  EXPECT_EQ(plain_scalar("6.02e+23"), "6.02E23");
  EXPECT_EQ(plain_scalar(".inf"), "Infinity");
  EXPECT_EQ(plain_scalar("-0.0"), "-0.0");
  EXPECT_EQ(plain_scalar("12345678901234567890"), "12345678901234567890");
  EXPECT_EQ(plain_scalar("Yes"), "true");
  EXPECT_EQ(plain_scalar("off"), "false");
  EXPECT_EQ(plain_scalar("~"), std::nullopt);
  EXPECT_EQ(plain_scalar(""), std::nullopt);
}

TEST(PlainScalar, OtherTextStays) {
  for (const char* text :
       {"09", "0o14", "1.2.3", "20200102-1", "-", "+", "1:2:x", "n", "NaN", "v1"}) {
    EXPECT_EQ(plain_scalar(text), text);
  }
}

TEST(Yaml, MapsInAListGiveTheirEntriesToIt) {
  EXPECT_EQ(yaml("- changeSet:\n    id: 1\n    changes:\n    - createTable: {columns: [{column: "
                 "{name: a}}, {column: {name: b}}]}\n"),
            "databaseChangeLog(changeSet(id=1 changes(createTable(columns(column(name=a) "
            "column(name=b))))))");
}

TEST(Yaml, QuotedValuesAreNotTyped) {
  EXPECT_EQ(yaml("- changeSet: {id: '007'}\n"), "databaseChangeLog(changeSet(id=007))");
}

TEST(Yaml, ListsOfPlainValues) {
  EXPECT_EQ(yaml("- changeSet: {labels: [a]}\n"), "databaseChangeLog(changeSet(labels=a))");
  EXPECT_EQ(yaml("- changeSet: {labels: [a, b]}\n"),
            "databaseChangeLog(changeSet(labels=[a, b](=a =b)))");
}

TEST(Yaml, AliasesAndMergeKeysAreCopies) {
  EXPECT_EQ(yaml("- changeSet: &c {id: 1, author: a}\n- changeSet: {<<: *c, id: 2}\n"),
            "databaseChangeLog(changeSet(id=1 author=a) changeSet(author=a id=2))");
}

TEST(Yaml, TheLastOfTwoKeysCountsWithAWarning) {
  const Document document =
      parse_yaml("c.yaml", "databaseChangeLog:\n- changeSet: {id: 1, id: 2}\n");
  EXPECT_EQ(shown(document.root()), "databaseChangeLog(changeSet(id=2))");
  ASSERT_EQ(document.warnings().size(), 1U);
  EXPECT_EQ(document.warnings()[0].where.to_text(), "c.yaml:2:22");
}

TEST(Yaml, ErrorsHaveTheirPlace) {
  EXPECT_NE(yaml_error("databaseChangeLog:\n- a: [1\n").find("c.yaml:"), std::string::npos);
  EXPECT_NE(yaml_error("").find("empty"), std::string::npos);
  EXPECT_NE(yaml_error("databaseChangelog: []\n").find("Could not find databaseChangeLog"),
            std::string::npos);
  EXPECT_NE(yaml_error("databaseChangeLog: {a: 1}\n").find("does not contain a list"),
            std::string::npos);
  EXPECT_NE(yaml_error("databaseChangeLog: []\n---\na: 1\n").find("second"), std::string::npos);
  EXPECT_NE(yaml_error("databaseChangeLog: !!javax.script.ScriptEngineManager []\n").find("tag"),
            std::string::npos);
}

TEST(Yaml, BombsAreBounded) {
  std::string bomb =
      "databaseChangeLog:\n- a0: &a0 {x: 1, y: 1, z: 1, w: 1, v: 1, u: 1, t: 1, s: 1, r: 1}\n";
  for (int i = 1; i < 9; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    bomb += "- a" + std::to_string(i) + ": &a" + std::to_string(i) + " {x: " + alias +
            ", y: " + alias + ", z: " + alias + ", w: " + alias + ", v: " + alias + "}\n";
  }
  EXPECT_NE(yaml_error(bomb).find("aliases"), std::string::npos);
  EXPECT_NE(yaml_error("databaseChangeLog: " + std::string(100'000, '[')), "");
  EXPECT_NE(yaml_error("databaseChangeLog: &a [*a]\n").find("inside"), std::string::npos);
}

TEST(Json, IsTheSameTreeAsYaml) {
  EXPECT_EQ(json(R"([{"changeSet": {"id": 1, "author": "007", "x": 1.50, "y": true, "z": null}}])"),
            "databaseChangeLog(changeSet(id=1 author=007 x=1.5 y=true z))");
}

TEST(Json, WhatIsYamlIsReadToo) {
  EXPECT_EQ(json(R"([{"changeSet": {"id": 1,},},])"), "databaseChangeLog(changeSet(id=1))");
}

TEST(Json, PlacesAreThoseOfTheKeys) {
  const Document document =
      parse_json("c.json", "{\"databaseChangeLog\": [\n  {\"changeSet\": {\n    \"i\\\"d\": 1}}]}");
  const Node& change_set = document.root().children.at(0);
  EXPECT_EQ(document.position(change_set).to_text(), "c.json:2:4");
  EXPECT_EQ(document.position(change_set.children.at(0)).to_text(), "c.json:3:5");
}

TEST(Json, ErrorsHaveTheirPlace) {
  try {
    parse_json("c.json", "{\"databaseChangeLog\": [\n  {\"a\": ]}]}");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.where().line, 2);
  }
}

TEST(Json, DeepNestingIsAnError) {
  EXPECT_THROW(parse_json("c.json", "{\"databaseChangeLog\": " + std::string(100'000, '[')), Error);
}

}  // namespace
}  // namespace ebbtide
