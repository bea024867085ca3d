#include "database/schema_catalog.h"

#include <gtest/gtest.h>

#include "tests/support/memory_database.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// What both are told: a database, and the catalog of a script that begins with nothing.
class ScriptAndDatabase : public testing::Test {
 protected:
  void run(const std::string& sql) {
    database_.run(sql);
    script_.follow({sql});
  }
  ObjectName name(std::string_view table) const { return {{}, {}, table}; }
  const SchemaCatalog& script() const { return script_; }
  const Catalog& live() const { return database_.catalog(); }

  /// Without what says nothing: blanks, quotes, the case of letters.
  static std::string bare(std::string text) {
    std::erase_if(text, [](char c) { return contains(" \n\"`[];", std::string_view(&c, 1)); });
    return lower(text);
  }
  void expect_text(std::string_view table) const {
    const auto known = script_.table(name(table)), stored = live().table(name(table));
    ASSERT_TRUE(known.has_value());
    ASSERT_TRUE(stored.has_value());
    EXPECT_EQ(bare(known->definition), bare(stored->definition));
  }

  MemoryDatabase database_{""};
  SchemaCatalog script_{database_.names(), [] { return KnownSchema(); }};
};

TEST_F(ScriptAndDatabase, ATextIsEditedAsSqliteDoesIt) {
  run("CREATE TABLE a (id INTEGER PRIMARY KEY, date date, n TEXT CHECK (n <> 'date' AND date > 1), "
      "UNIQUE (date, n))");
  run("CREATE TABLE b (id INTEGER, a_id INTEGER REFERENCES a (id), date TEXT, FOREIGN KEY (date, "
      "id) REFERENCES a (date, id))");
  run("ALTER TABLE a ADD COLUMN extra TEXT DEFAULT 'x'");
  run("ALTER TABLE b ADD gone TEXT");
  run("ALTER TABLE b DROP COLUMN gone");
  run("ALTER TABLE a RENAME COLUMN date TO day");
  run("ALTER TABLE a RENAME TO c");
  expect_text("c");
  expect_text("b");
  EXPECT_FALSE(script().table(name("a")).has_value());
}

TEST_F(ScriptAndDatabase, IndexesTriggersAndViewsFollow) {
  run("CREATE TABLE a (id INTEGER, name TEXT)");
  run("CREATE INDEX name ON a (name)");
  run("CREATE TRIGGER g AFTER INSERT ON a BEGIN DELETE FROM a WHERE name = 'x'; END");
  run("CREATE VIEW v AS SELECT id FROM a");
  run("ALTER TABLE a RENAME COLUMN name TO label");
  run("ALTER TABLE a RENAME TO b");
  const auto known = script().table(name("b")), stored = live().table(name("b"));
  ASSERT_EQ(known->indexes.size(), 1u);
  EXPECT_EQ(bare(known->indexes[0].definition), bare(stored->indexes[0].definition));
  ASSERT_EQ(script().triggers_on(name("b")).size(), 1u);
  EXPECT_EQ(bare(script().triggers_on(name("b"))[0].definition),
            bare(live().triggers_on(name("b"))[0].definition));
  EXPECT_EQ(bare(script().view(name("v"))->definition), bare(live().view(name("v"))->definition));
  EXPECT_EQ(script().views_on(name("b")), std::vector<std::string>{"v"});
}

TEST_F(ScriptAndDatabase, ADroppedTableTakesItsIndexesAlong) {
  run("CREATE TABLE a (id INTEGER, CONSTRAINT k PRIMARY KEY (id))");
  run("CREATE INDEX i ON a (id)");
  EXPECT_EQ(script().keys_like(StoredKey::Kind::index, name("i")).size(), 1u);
  run("DROP TABLE a");
  EXPECT_TRUE(script().keys_like(StoredKey::Kind::index, name("i")).empty());
  EXPECT_TRUE(script().objects_like(name("a")).empty());
}

TEST_F(ScriptAndDatabase, WhatNobodyCanTellIsUnknown) {
  run("CREATE TABLE a (id INTEGER)");
  run("CREATE TABLE c AS SELECT id FROM a");
  EXPECT_THROW(script().table(name("c")), StructureUnknown);
  EXPECT_TRUE(script().table(name("a")).has_value());
  script_.follow({"FROB TABLE a"});
  EXPECT_THROW(script().table(name("a")), StructureUnknown);
  EXPECT_FALSE(script().table(name("other")).has_value());
}

TEST(SchemaCatalog, OfWhatIsKnownInPartTheRestIsUnknown) {
  const MemoryDatabase database("");
  SchemaCatalog script(database.names(), [] { return KnownSchema{{}, false}; });
  script.follow({"CREATE TABLE a (id INTEGER)"});
  EXPECT_TRUE(script.table({{}, {}, "a"}).has_value());
  EXPECT_THROW(script.table({{}, {}, "b"}), StructureUnknown);
  EXPECT_THROW(script.objects_like({{}, {}, "b"}), StructureUnknown);
}

}  // namespace
}  // namespace ebbtide
