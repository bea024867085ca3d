// One of each kind that MySQL and MariaDB have, and what is read of it; then what only one of them
// has.

#include "database/read_schema.h"
#include "tests/support/counting_connection.h"
#include "tests/support/schema_text.h"
#include "tests/support/tables_alone.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

const Statements everything{
    {"CREATE TABLE house (id bigint unsigned NOT NULL AUTO_INCREMENT, code varchar(8) CHARACTER "
     "SET "
     "ascii COLLATE ascii_bin NOT NULL DEFAULT 'it''s', flag bit(3) DEFAULT b'101', small "
     "tinyint(1) DEFAULT 1, mood enum('calm','it''s bad') DEFAULT 'calm', tags set('a','b'), "
     "size decimal(6,2) COMMENT 'of the ''house''', twice decimal(8,2) GENERATED ALWAYS AS (size * "
     "2) STORED, label varchar(20) AS (concat('#', code)) VIRTUAL, at timestamp(3) NOT NULL "
     "DEFAULT "
     "current_timestamp(3) ON UPDATE current_timestamp(3), note text, spot point NOT NULL, PRIMARY "
     "KEY (id), UNIQUE KEY house_code (code), UNIQUE KEY (size, small), KEY house_note (note(10)), "
     "KEY by_size (size DESC, id) COMMENT 'large first', FULLTEXT KEY words (note), SPATIAL KEY "
     "places (spot), CONSTRAINT not_free CHECK (size > 0)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 "
     "COLLATE=utf8mb4_general_ci ROW_FORMAT=DYNAMIC COMMENT='it''s a house'"},
    {"CREATE TABLE room (house bigint unsigned, nr int NOT NULL, door bigint unsigned, CONSTRAINT "
     "in_house FOREIGN KEY (house) REFERENCES house (id) ON DELETE CASCADE ON UPDATE SET NULL, "
     "FOREIGN KEY (door) REFERENCES house (id)) DEFAULT CHARSET=latin1"},
    {"CREATE TABLE reading (id int, day date) DEFAULT CHARSET=utf8mb4 "
     "COLLATE=utf8mb4_general_ci PARTITION BY RANGE (year(day)) (PARTITION p0 VALUES LESS THAN "
     "(2026), PARTITION later VALUES LESS THAN MAXVALUE)"},
    {"CREATE TABLE DATABASECHANGELOG (id int)"},
    {"CREATE SQL SECURITY INVOKER VIEW large AS SELECT id, code FROM house WHERE size > 100 WITH "
     "LOCAL CHECK OPTION"},
    {"CREATE VIEW a_view AS SELECT l.id, r.nr FROM large l JOIN room r ON r.house = l.id"},
    {"CREATE FUNCTION plus(a int, b varchar(9) CHARSET latin1) RETURNS int DETERMINISTIC NO SQL "
     "COMMENT 'adds' RETURN a + length(b)"},
    {"CREATE PROCEDURE clean(IN before_day date, OUT gone int) MODIFIES SQL DATA SQL SECURITY "
     "INVOKER BEGIN DELETE FROM reading WHERE day < before_day; SET gone = row_count(); END"},
    {"CREATE TRIGGER first_one BEFORE INSERT ON room FOR EACH ROW SET NEW.nr = 1"},
    {"CREATE TRIGGER a_second BEFORE INSERT ON room FOR EACH ROW FOLLOWS first_one SET NEW.nr = 2"},
    {"CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY ON COMPLETION PRESERVE DISABLE COMMENT 'later' "
     "DO "
     "DELETE FROM reading"},
};

constexpr const char* expected_of_mariadb = R"----(
table house, with [charset=utf8mb4, collation=utf8mb4_general_ci, engine=InnoDB, row format=DYNAMIC?], comment 'it's a house', CREATE TABLE `house` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `code` varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'it''s',
  `flag` bit(3) DEFAULT b'101',
  `small` tinyint(1) DEFAULT 1,
  `mood` enum('calm','it''s bad') DEFAULT 'calm',
  `tags` set('a','b'),
  `size` decimal(6,2) COMMENT 'of the ''house''',
  `twice` decimal(8,2) GENERATED ALWAYS AS (`size` * 2) STORED,
  `label` varchar(20) GENERATED ALWAYS AS (concat('#',`code`)) VIRTUAL,
  `at` timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  `note` text,
  `spot` point NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `house_code` (`code`),
  UNIQUE KEY `size` (`size`,`small`),
  KEY `by_size` (`size` DESC,`id`) COMMENT 'large first',
  KEY `house_note` (`note`(10)),
  SPATIAL KEY `places` (`spot`),
  FULLTEXT KEY `words` (`note`),
  CONSTRAINT `not_free` CHECK (`size` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=DYNAMIC COMMENT='it''s a house'
  column id, bigint(20) unsigned, not null, auto increment, [bigint(20) unsigned NOT NULL AUTO_INCREMENT]
  column code, varchar(8), not null, default 'it''s', charset ascii, collate ascii_bin, [varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'it''s']
  column flag, bit(3), default b'101', [bit(3) DEFAULT b'101']
  column small, tinyint(1), default 1, [tinyint(1) DEFAULT 1]
  column mood, enum('calm','it''s bad'), default 'calm', [enum('calm','it''s bad') DEFAULT 'calm']
  column tags, set('a','b'), [set('a','b')]
  column size, decimal(6,2), comment 'of the 'house'', [decimal(6,2) COMMENT 'of the ''house''']
  column twice, decimal(8,2), stored `size` * 2, [decimal(8,2) GENERATED ALWAYS AS (`size` * 2) STORED]
  column label, varchar(20), virtual concat('#',`code`), [varchar(20) GENERATED ALWAYS AS (concat('#',`code`)) VIRTUAL]
  column at, timestamp(3), not null, default current_timestamp(3), on update current_timestamp(3), [timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3)]
  column note, text, [text]
  column spot, point, not null, [point NOT NULL]
  primary key, (id), unnamed, PRIMARY KEY (`id`)
  unique house_code, (code), UNIQUE KEY `house_code` (`code`)
  unique size, (size, small), unnamed, UNIQUE KEY `size` (`size`,`small`)
  check not_free, CHECK (`size` > 0)
  index by_size, BTREE, (size desc, id), comment 'large first', KEY `by_size` (`size` DESC,`id`) COMMENT 'large first'
  index house_note, BTREE, (note(10)), KEY `house_note` (`note`(10))
  index places, SPATIAL, (spot), SPATIAL KEY `places` (`spot`)
  index words, FULLTEXT, (note), FULLTEXT KEY `words` (`note`)
table reading, with [charset=utf8mb4, collation=utf8mb4_general_ci, engine=InnoDB, partition later=MAXVALUE?, partition p0=2026?], partitioned by RANGE (year(`day`)), CREATE TABLE `reading` (
  `id` int(11) DEFAULT NULL,
  `day` date DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY RANGE (year(`day`))
(PARTITION `p0` VALUES LESS THAN (2026) ENGINE = InnoDB,
 PARTITION `later` VALUES LESS THAN MAXVALUE ENGINE = InnoDB)
  column id, int(11), [int(11)]
  column day, date, [date]
table room, with [charset=latin1, collation=latin1_swedish_ci, engine=InnoDB], CREATE TABLE `room` (
  `house` bigint(20) unsigned,
  `nr` int(11) NOT NULL,
  `door` bigint(20) unsigned,
  KEY `door` (`door`),
  KEY `in_house` (`house`),
  CONSTRAINT `in_house` FOREIGN KEY (`house`) REFERENCES `house` (`id`) ON DELETE CASCADE ON UPDATE SET NULL,
  CONSTRAINT `room_ibfk_1` FOREIGN KEY (`door`) REFERENCES `house` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
  column house, bigint(20) unsigned, [bigint(20) unsigned]
  column nr, int(11), not null, [int(11) NOT NULL]
  column door, bigint(20) unsigned, [bigint(20) unsigned]
  foreign key in_house, (house) to house(id), on update SET NULL, on delete CASCADE, FOREIGN KEY (`house`) REFERENCES `house` (`id`) ON DELETE CASCADE ON UPDATE SET NULL
  foreign key room_ibfk_1, (door) to house(id), unnamed, FOREIGN KEY (`door`) REFERENCES `house` (`id`)
  index door, BTREE, (door), KEY `door` (`door`)
  index in_house, BTREE, (house), KEY `in_house` (`house`)
view a_view, (id, nr), uses [large, room], CREATE VIEW `a_view` AS select `l`.`id` AS `id`,`r`.`nr` AS `nr` from (`large` `l` join `room` `r` on(`r`.`house` = `l`.`id`))
view large, (id, code), with [check option=LOCAL, security=INVOKER], uses [house], CREATE SQL SECURITY INVOKER VIEW `large` AS select `house`.`id` AS `id`,`house`.`code` AS `code` from `house` where `house`.`size` > 100 WITH LOCAL CHECK OPTION
procedure clean(), uses [reading], CREATE PROCEDURE `clean`(IN `before_day` date, OUT `gone` int(11))
    MODIFIES SQL DATA
    SQL SECURITY INVOKER
BEGIN DELETE FROM reading WHERE day < before_day; SET gone = row_count(); END
function plus(), comment 'adds', CREATE FUNCTION `plus`(`a` int(11), `b` varchar(9) CHARSET latin1 COLLATE latin1_swedish_ci) RETURNS int(11)
    NO SQL
    DETERMINISTIC
    COMMENT 'adds'
RETURN a + length(b)
event nightly, disabled, uses [reading], comment 'later', CREATE EVENT `nightly` ON SCHEDULE EVERY 1 DAY ON COMPLETION PRESERVE DISABLE COMMENT 'later' DO DELETE FROM reading
trigger a_second, of room, with [follows=first_one], uses [first_one], CREATE TRIGGER `a_second` BEFORE INSERT ON `room` FOR EACH ROW FOLLOWS `first_one` SET NEW.nr = 2
trigger first_one, of room, CREATE TRIGGER `first_one` BEFORE INSERT ON `room` FOR EACH ROW SET NEW.nr = 1
)----";

std::vector<std::string> servers() {
  std::vector<std::string> all = test_servers();
  std::erase(all, "postgresql");
  return all;
}

class MysqlSchema : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(GetParam());
    database_ = std::make_unique<TestDatabase>(GetParam());
    connection_ = std::make_unique<CountingConnection>(database_->connect());
  }
  void TearDown() override { connection_.reset(); }

  bool is_mariadb() const { return GetParam() == "mariadb"; }
  CountingConnection& connection() { return *connection_; }
  void make(const Statements& statements) {
    for (const Statement& statement : statements) connection_->execute(statement);
  }
  schema::Schema read(const schema::Scope& scope = {}) {
    return read_schema(*connection_, connection_->defaults(), scope, {{"", "DATABASECHANGELOG"}});
  }

 private:
  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<CountingConnection> connection_;
};

TEST_P(MysqlSchema, IsReadWhole) {
  make(everything);
  const std::string text = "\n" + SchemaText::of(read());
  if (is_mariadb()) {
    EXPECT_EQ(text, expected_of_mariadb);
  }
  // The two print types and expressions differently; what is there is the same.
  const schema::Schema found = read();
  ASSERT_EQ(found.tables.size(), 3u);
  EXPECT_EQ(found.tables[0].columns.size(), 12u);
  EXPECT_EQ(found.tables[0].indexes.size(), 4u);
  EXPECT_EQ(found.tables[0].uniques.size(), 2u);
  EXPECT_EQ(found.tables[0].checks.size(), 1u);
  EXPECT_EQ(found.tables[2].foreign_keys.size(), 2u);
  EXPECT_EQ(found.views.size(), 2u);
  EXPECT_EQ(found.routines.size(), 2u);
  EXPECT_EQ(found.programs.size(), 3u);
}

/// Each statement that is told makes its object again, in a database of another name, and that one
/// reads the same.
TEST_P(MysqlSchema, IsMadeAgainByItsStatements) {
  make(everything);
  const schema::Schema found = read();
  const auto other = std::make_unique<TestDatabase>(GetParam());
  const auto there = other->connect();
  there->execute({"SET foreign_key_checks = 0"});
  for (const schema::Table& table : found.tables) there->execute({table.definition});
  for (const schema::Sequence& one : found.sequences) there->execute({one.definition});
  for (auto view = found.views.rbegin(); view != found.views.rend(); ++view)
    there->execute({view->definition});
  for (const schema::Routine& routine : found.routines) there->execute({routine.definition});
  for (auto one = found.programs.rbegin(); one != found.programs.rend(); ++one)
    there->execute({one->definition});
  EXPECT_EQ(SchemaText::of(read_schema(*there, there->defaults(), {}, {})), SchemaText::of(found));
}

TEST_P(MysqlSchema, IsReadAlikeTwiceWithFewQuestions) {
  make(everything);
  const std::string once = SchemaText::of(read());
  const int before = connection().count();
  EXPECT_EQ(SchemaText::of(read()), once);
  EXPECT_LE(connection().count() - before, 25);
}

TEST_P(MysqlSchema, NamesThePlaceOfOtherDatabases) {
  const auto other = std::make_unique<TestDatabase>(GetParam());
  other->connect()->execute({"CREATE TABLE far (id int)"});
  make({{"CREATE TABLE near (id int)"},
        {"CREATE VIEW both_of_them AS SELECT n.id FROM near n JOIN " + other->name() +
         ".far f ON f.id = n.id"}});
  const schema::Schema found = read({{other->name()}});
  ASSERT_EQ(found.tables.size(), 1u);
  EXPECT_EQ(found.tables[0].name, (sql::Name{other->name(), "far"}));
  EXPECT_NE(read().views.at(0).query.find("`" + other->name() + "`.`far`"), std::string::npos);
}

TEST_P(MysqlSchema, TellsWhatOnlyMariadbHas) {
  if (!is_mariadb()) GTEST_SKIP() << "MySQL has none of this";
  make({{"CREATE TABLE deal (id int PRIMARY KEY, hidden text INVISIBLE, kind int DEFAULT (1 + 1) "
         "CHECK (kind > 0), token uuid, KEY unused (kind) IGNORED) WITH SYSTEM VERSIONING"},
        {"CREATE SEQUENCE ticket START WITH 7 INCREMENT BY 3 MINVALUE 1 MAXVALUE 900 NOCACHE "
         "CYCLE"}});
  EXPECT_EQ("\n" + SchemaText::of(read()), R"----(
sequence ticket, 7+3 1..900 cache 0 cycle, CREATE SEQUENCE `ticket` START WITH 7 MINVALUE 1 MAXVALUE 900 INCREMENT BY 3 NOCACHE CYCLE
table deal, with [charset=utf8mb4, collation=utf8mb4_general_ci, engine=InnoDB, system versioning], CREATE TABLE `deal` (
  `id` int(11) NOT NULL,
  `hidden` text INVISIBLE DEFAULT NULL,
  `kind` int(11) DEFAULT (1 + 1) CHECK (`kind` > 0),
  `token` uuid DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `unused` (`kind`) IGNORED
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci WITH SYSTEM VERSIONING
  column id, int(11), not null, [int(11) NOT NULL]
  column hidden, text, invisible, [text INVISIBLE]
  column kind, int(11), default (1 + 1), [int(11) DEFAULT (1 + 1) CHECK (`kind` > 0)]
  column token, uuid, [uuid]
  primary key, (id), unnamed, PRIMARY KEY (`id`)
  check kind, unnamed, CHECK (`kind` > 0)
  index unused, BTREE, (kind), invisible, KEY `unused` (`kind`) IGNORED
)----");
}

TEST_P(MysqlSchema, KnowsWhatADumpStatesOfAnEventThatBeganWhenItWasMade) {
  make({{"CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1"},
        {"CREATE EVENT f ON SCHEDULE EVERY 1 DAY STARTS '2031-01-01 00:00:00' DISABLE DO SELECT "
         "1"}});
  const std::vector<schema::Program> events = read().programs;
  EXPECT_EQ(events.at(0).definition,
            "CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1");
  EXPECT_TRUE(events.at(0).dumped.starts_with("CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY STARTS '2"))
      << events.at(0).dumped;
  EXPECT_EQ(events.at(1).definition,
            "CREATE EVENT `f` ON SCHEDULE EVERY 1 DAY STARTS '2031-01-01 00:00:00' DISABLE DO "
            "SELECT 1");
  EXPECT_EQ(events.at(1).dumped, "");
}

TEST_P(MysqlSchema, TellsTheColumnsThatAViewNames) {
  make({{"CREATE TABLE t (a INT, b INT)"}, {"CREATE VIEW v AS SELECT a FROM t"}});
  EXPECT_EQ(read().views.at(0).reads, (std::vector<schema::ColumnName>{{{"", "t"}, "a"}}));
}

TEST_P(MysqlSchema, TellsKeysOfOtherDatabases) {
  const TestDatabase other(GetParam());
  make({{"CREATE TABLE t (a INT PRIMARY KEY)"}});
  const auto connection_there = other.connect();
  const std::string here = connection().defaults().catalog;
  connection_there->execute(
      {"CREATE TABLE u (x INT, CONSTRAINT f FOREIGN KEY (x) REFERENCES " + here + ".t (a))"});
  const schema::Dependents found = read({.dependents = true}).dependents;
  ASSERT_EQ(found.tables.size(), 1u);
  EXPECT_EQ(found.tables[0].name.name, "u");
  EXPECT_EQ(found.tables[0].foreign_keys.at(0).name, "f");
  EXPECT_EQ(found.tables[0].foreign_keys.at(0).referenced, (schema::Name{"", "t"}));
  EXPECT_EQ(found.tables[0].foreign_keys.at(0).referenced_columns, std::vector<std::string>{"a"});
  connection_there->execute({"DROP TABLE u"});
}

TEST_P(MysqlSchema, TablesThatAreReadAloneAreAsInTheWhole) {
  make(everything);
  const schema::Schema whole = read();
  expect_tables_alone_as_in(whole, [&](const schema::Name& name) {
    return read_tables(connection(), connection().defaults(), {{name, {"", "nowhere"}}}, {});
  });
  EXPECT_TRUE(
      read_tables(connection(), connection().defaults(), {{{"", "nowhere"}}}, {}).tables.empty());
}

INSTANTIATE_TEST_SUITE_P(, MysqlSchema, testing::ValuesIn(servers()),
                         [](const auto& of) { return of.param; });

}  // namespace
}  // namespace ebbtide
