// One of each kind that SQLite has, and what is read of it.

#include "database/read_schema.h"
#include "tests/support/counting_connection.h"
#include "tests/support/schema_text.h"
#include "tests/support/tables_alone.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

constexpr const char* everything = R"(
CREATE TABLE house (id INTEGER PRIMARY KEY AUTOINCREMENT, code varchar(8) NOT NULL ON CONFLICT IGNORE COLLATE NOCASE UNIQUE,
  "the name" text DEFAULT 'it''s', size numeric(6, 2) DEFAULT (1 + 1) CONSTRAINT big CHECK (size > 0), label text AS (code || '!') STORED, twice AS (size * 2),
  CHECK ("the name" <> ''), CONSTRAINT one_name UNIQUE ("the name", code) ON CONFLICT REPLACE);
CREATE TABLE room (house int REFERENCES house ON DELETE CASCADE, nr int, door, CONSTRAINT room_key PRIMARY KEY (house, nr),
  CONSTRAINT to_room FOREIGN KEY (door, nr) REFERENCES room (house, nr) ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID;
CREATE TABLE exact (a INT, b ANY) STRICT;
CREATE TABLE DATABASECHANGELOG (id text);
CREATE VIRTUAL TABLE words USING fts5(title, body);
CREATE UNIQUE INDEX by_code ON house (code, "the name" COLLATE RTRIM DESC);
CREATE INDEX by_size ON house (abs(size), id) WHERE size > 1;
CREATE VIEW big_houses (nr, called) AS SELECT id, "the name" FROM house WHERE size > 100;
CREATE VIEW a_view AS SELECT nr FROM big_houses;
CREATE TRIGGER no_rooms AFTER DELETE ON house BEGIN DELETE FROM room WHERE house = OLD.id; END;
)";

constexpr const char* expected = R"----(
table exact, with [strict], CREATE TABLE exact (a INT, b ANY) STRICT
  column a, INT, [INT]
  column b, ANY, [ANY]
table house, CREATE TABLE house (id INTEGER PRIMARY KEY AUTOINCREMENT, code varchar(8) NOT NULL ON CONFLICT IGNORE COLLATE NOCASE UNIQUE,
  "the name" text DEFAULT 'it''s', size numeric(6, 2) DEFAULT (1 + 1) CONSTRAINT big CHECK (size > 0), label text AS (code || '!') STORED, twice AS (size * 2),
  CHECK ("the name" <> ''), CONSTRAINT one_name UNIQUE ("the name", code) ON CONFLICT REPLACE)
  column id, INTEGER, auto increment, [INTEGER PRIMARY KEY AUTOINCREMENT]
  column code, varchar(8), not null, collate NOCASE, with [not null on conflict=IGNORE], [varchar(8) NOT NULL ON CONFLICT IGNORE COLLATE NOCASE UNIQUE]
  column the name, text, default 'it''s', [text DEFAULT 'it''s']
  column size, numeric(6, 2), default (1 + 1), [numeric(6, 2) DEFAULT (1 + 1) CONSTRAINT big CHECK (size > 0)]
  column label, text, stored code || '!', [text AS (code || '!') STORED]
  column twice, virtual size * 2, [AS (size * 2)]
  primary key, (id), unnamed, PRIMARY KEY AUTOINCREMENT
  unique, (code), unnamed, UNIQUE
  unique one_name, (the name, code), with [on conflict=REPLACE], UNIQUE ("the name", code) ON CONFLICT REPLACE
  check big, CHECK (size > 0)
  check, unnamed, CHECK ("the name" <> '')
  index by_code, unique, (code, the name desc collate RTRIM), CREATE UNIQUE INDEX by_code ON house (code, "the name" COLLATE RTRIM DESC)
  index by_size, (=abs(size), id), where size > 1, CREATE INDEX by_size ON house (abs(size), id) WHERE size > 1
table room, with [without rowid], CREATE TABLE room (house int REFERENCES house ON DELETE CASCADE, nr int, door, CONSTRAINT room_key PRIMARY KEY (house, nr),
  CONSTRAINT to_room FOREIGN KEY (door, nr) REFERENCES room (house, nr) ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID
  column house, int, not null, [int REFERENCES house ON DELETE CASCADE]
  column nr, int, not null, [int]
  column door
  primary key room_key, (house, nr), PRIMARY KEY (house, nr)
  foreign key, (house) to house(), unnamed, on delete CASCADE, REFERENCES house ON DELETE CASCADE
  foreign key to_room, (door, nr) to room(house, nr), on update SET NULL, deferred, FOREIGN KEY (door, nr) REFERENCES room (house, nr) ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED
table words, virtual, CREATE VIRTUAL TABLE words USING fts5(title, body)
  column title
  column body
view a_view, (nr), uses [big_houses], CREATE VIEW a_view AS SELECT nr FROM big_houses
view big_houses, (nr, called), uses [house], CREATE VIEW big_houses (nr, called) AS SELECT id, "the name" FROM house WHERE size > 100
trigger no_rooms, of house, uses [room], CREATE TRIGGER no_rooms AFTER DELETE ON house BEGIN DELETE FROM room WHERE house = OLD.id; END
)----";

class SqliteSchema : public testing::Test {
 protected:
  CountingConnection& connection() { return connection_; }
  void make(const std::string& sql) { connection_.execute({sql}); }
  schema::Schema read() { return read_schema(connection_, {}, {}, {{"", "databasechangelog"}}); }

 private:
  TestDatabase database_{"sqlite"};
  CountingConnection connection_{database_.connect()};
};

TEST_F(SqliteSchema, IsReadWhole) {
  make(everything);
  EXPECT_EQ("\n" + SchemaText::of(read()), expected);
}

TEST_F(SqliteSchema, IsReadAlikeTwiceWithFewQuestions) {
  make(everything);
  const std::string once = SchemaText::of(read());
  const int before = connection().count();
  EXPECT_EQ(SchemaText::of(read()), once);
  EXPECT_LE(connection().count() - before, 25);
}

TEST_F(SqliteSchema, TablesThatAreReadAloneAreAsInTheWhole) {
  make(everything);
  const schema::Schema whole = read();
  expect_tables_alone_as_in(whole, [&](const schema::Name& name) {
    return read_tables(connection(), {}, {{name, {"", "nowhere"}}}, {{"", "databasechangelog"}});
  });
  EXPECT_TRUE(read_tables(connection(), {}, {{{"", "nowhere"}}}, {}).tables.empty());
}

/// What nobody can open any more is told by its text, and all else is told as ever.
TEST_F(SqliteSchema, IsReadThoughSomeOfItIsBroken) {
  make(
      "CREATE TABLE t (a); CREATE TABLE gone (b); CREATE VIEW lost AS SELECT b FROM gone; CREATE "
      "VIEW kept AS SELECT a FROM t; DROP TABLE gone; CREATE TABLE shape_rows (x); PRAGMA "
      "writable_schema = ON; INSERT INTO sqlite_master VALUES ('table', 'shape', 'shape', 0, "
      "'CREATE VIRTUAL TABLE shape USING polygons(x)'); PRAGMA writable_schema = RESET");
  EXPECT_EQ("\n" + SchemaText::of(read()), R"(
table shape, virtual, CREATE VIRTUAL TABLE shape USING polygons(x)
table t, CREATE TABLE t (a)
  column a
view kept, (a), uses [t], CREATE VIEW kept AS SELECT a FROM t
view lost, (), CREATE VIEW lost AS SELECT b FROM gone
)");
}

}  // namespace
}  // namespace ebbtide
