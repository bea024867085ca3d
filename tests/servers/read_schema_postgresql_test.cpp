// One of each kind that PostgreSQL has, and what is read of it. Spelled so that the versions that
// are tested print it alike.

#include "database/read_schema.h"
#include "database/server_version.h"
#include "schema/compare.h"
#include "schema/excerpt.h"
#include "tests/support/counting_connection.h"
#include "tests/support/schema_text.h"
#include "tests/support/tables_alone.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

constexpr const char* everything = R"(
CREATE SCHEMA "Back Office";
COMMENT ON SCHEMA "Back Office" IS 'not for guests';
CREATE TYPE mood AS ENUM ('calm', 'it''s bad', 'awful');
CREATE TYPE pair AS (x numeric(6,2), "Y" text COLLATE "C");
CREATE TYPE span AS RANGE (subtype = numeric);
CREATE DOMAIN share AS numeric(5,4) DEFAULT 0.5 NOT NULL CONSTRAINT share_is_part CHECK (VALUE <= 1);
COMMENT ON DOMAIN share IS 'of one';
CREATE SEQUENCE ticket AS integer START 7 INCREMENT 3 MAXVALUE 900 CACHE 5 CYCLE;
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE house (
  id serial CONSTRAINT house_key PRIMARY KEY, code varchar(8) COLLATE "C" NOT NULL, feeling mood DEFAULT 'calm',
  part share, tags text[], ticket integer DEFAULT nextval('ticket'), doubled integer GENERATED ALWAYS AS (id * 2) STORED,
  CONSTRAINT house_code UNIQUE (code) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT house_id CHECK (twice(id) > 0)) WITH (fillfactor = 80);
COMMENT ON COLUMN house.code IS 'two
lines';
COMMENT ON CONSTRAINT house_id ON house IS 'said of a check';
CREATE TABLE "Back Office"."Desk" ("Nr" bigint GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 5), house_id integer, near integer[],
  CONSTRAINT desk_house FOREIGN KEY (house_id) REFERENCES house ON UPDATE CASCADE ON DELETE SET NULL, PRIMARY KEY ("Nr") INCLUDE (house_id));
ALTER TABLE "Back Office"."Desk" ADD CONSTRAINT desk_near FOREIGN KEY (house_id) REFERENCES house (id) MATCH FULL NOT VALID;
CREATE UNLOGGED TABLE scratch (at timestamptz(3) DEFAULT '2026-01-02 03:04:05+01');
CREATE TABLE room (during int4range, EXCLUDE USING gist (during WITH &&));
CREATE TABLE reading (id integer NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX reading_day ON reading (day);
CREATE TABLE cottage (garden boolean) INHERITS (house);
CREATE INDEX house_parts ON house (lower(code) DESC, part NULLS FIRST) INCLUDE (tags) WHERE feeling <> 'awful';
CREATE UNIQUE INDEX house_like ON house (code varchar_pattern_ops);
CREATE INDEX house_tags ON house USING gin (tags);
CREATE VIEW homely WITH (security_barrier = true) AS SELECT h.code, r.during FROM house h JOIN room r ON true;
COMMENT ON COLUMN homely.code IS 'of the house';
CREATE VIEW a_view AS SELECT x.code, y.id FROM homely x JOIN house y ON true;
CREATE MATERIALIZED VIEW known AS SELECT a.code, b.id FROM homely a JOIN cottage b ON true WITH NO DATA;
CREATE UNIQUE INDEX known_code ON known (code);
CREATE FUNCTION worst(m mood) RETURNS SETOF house LANGUAGE sql STABLE AS 'SELECT * FROM house WHERE feeling > m';
CREATE PROCEDURE clean(before date) LANGUAGE plpgsql AS 'DECLARE r room%ROWTYPE; BEGIN DELETE FROM reading WHERE day < before; END';
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE TRIGGER house_stamp BEFORE UPDATE OF code ON house FOR EACH ROW EXECUTE FUNCTION stamp();
ALTER TABLE house DISABLE TRIGGER house_stamp;
CREATE RULE keep AS ON DELETE TO room DO INSTEAD NOTHING;
CREATE POLICY calm_only ON house FOR SELECT USING (feeling = 'calm');
ALTER TABLE house ENABLE ROW LEVEL SECURITY;
CREATE STATISTICS of_house (dependencies) ON code, part FROM house;
CREATE COLLATION plain FROM "C";
CREATE TABLE databasechangelog (id text);
)";

constexpr const char* expected = R"(
schema Back Office, comment 'not for guests'
schema public
type public.mood, enum, calm, it's bad, awful, CREATE TYPE mood AS ENUM ('calm', 'it''s bad', 'awful')
type public.pair, composite, CREATE TYPE pair AS (x numeric(6,2), "Y" text COLLATE "C")
  column x, numeric(6,2)
  column Y, text, collate C
domain public.share, domain, numeric(5,4), not null, default 0.5, comment 'of one', CREATE DOMAIN share AS numeric(5,4) DEFAULT 0.5 NOT NULL CONSTRAINT share_is_part CHECK ((VALUE <= (1)::numeric))
  check share_is_part, CHECK ((VALUE <= (1)::numeric))
type public.span, range, numeric, CREATE TYPE span AS RANGE (subtype = numeric)
sequence public.ticket, integer, 7+3 1..900 cache 5 cycle
table Back Office.Desk
  column Nr, bigint, not null, identity always bigint 10+5 1..9223372036854775807 cache 1 Back Office.Desk_Nr_seq
  column house_id, integer
  column near, integer[]
  primary key Desk_pkey, (Nr), with [include=house_id], PRIMARY KEY ("Nr") INCLUDE (house_id)
  foreign key desk_house, (house_id) to public.house(id), on update CASCADE, on delete SET NULL, FOREIGN KEY (house_id) REFERENCES house(id) ON UPDATE CASCADE ON DELETE SET NULL
  foreign key desk_near, (house_id) to public.house(id), not valid, with [match=FULL], FOREIGN KEY (house_id) REFERENCES house(id) MATCH FULL NOT VALID
table public.cottage, from [public.house], uses [public.twice]
  column id, integer, not null, default nextval('house_id_seq'::regclass), inherited, uses [public.house, public.house_id_seq]
  column code, character varying(8), not null, collate C, inherited
  column feeling, mood, default 'calm'::mood, inherited, uses [public.mood]
  column part, share, inherited, uses [public.share]
  column tags, text[], inherited
  column ticket, integer, default nextval('ticket'::regclass), inherited, uses [public.ticket]
  column doubled, integer, stored (id * 2), inherited
  column garden, boolean
  check house_id, inherited, CHECK ((twice(id) > 0))
table public.house, with [fillfactor=80?, row security], uses [public.twice]
  column id, integer, not null, serial integer 1+1 1..2147483647 cache 1 public.house_id_seq
  column code, character varying(8), not null, collate C, comment 'two
lines'
  column feeling, mood, default 'calm'::mood, uses [public.mood]
  column part, share, uses [public.share]
  column tags, text[]
  column ticket, integer, default nextval('ticket'::regclass), uses [public.ticket]
  column doubled, integer, stored (id * 2)
  primary key house_key, (id), PRIMARY KEY (id)
  unique house_code, (code), deferred, UNIQUE (code) DEFERRABLE INITIALLY DEFERRED
  check house_id, comment 'said of a check', CHECK ((twice(id) > 0))
  index house_like, unique, btree, (code class varchar_pattern_ops), CREATE UNIQUE INDEX house_like ON house USING btree (code varchar_pattern_ops)
  index house_parts, btree, (=lower((code)::text) desc, part nulls FIRST), include (tags), where (feeling <> 'awful'::mood), uses [public.mood], CREATE INDEX house_parts ON house USING btree (lower((code)::text) DESC, part NULLS FIRST) INCLUDE (tags) WHERE (feeling <> 'awful'::mood)
  index house_tags, gin, (tags), CREATE INDEX house_tags ON house USING gin (tags)
table public.reading, partitioned by RANGE (day)
  column id, integer, not null
  column day, date, not null
  primary key reading_pkey, (id, day), PRIMARY KEY (id, day)
  index reading_day, btree, (day), CREATE INDEX reading_day ON reading USING btree (day)
table public.reading_2026, from [public.reading], FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
  column id, integer, not null, inherited
  column day, date, not null, inherited
table public.room
  column during, int4range
  exclusion room_during_excl, EXCLUDE USING gist (during WITH &&)
table public.scratch, with [unlogged]
  column at, timestamp(3) with time zone, default '2026-01-02 02:04:05+00'::timestamp with time zone
view public.a_view, (code, id), uses [public.homely, public.house], CREATE VIEW a_view AS
SELECT x.code,
    y.id
   FROM (homely x
     JOIN house y ON (true))
view public.homely, (code, during), with [security_barrier=true], uses [public.house, public.room], CREATE VIEW homely WITH (security_barrier=true) AS
SELECT h.code,
    r.during
   FROM (house h
     JOIN room r ON (true))
  column code, comment 'of the house'
materialized view public.known, (code, id), with [no data?], uses [public.cottage, public.homely], CREATE MATERIALIZED VIEW known AS
SELECT a.code,
    b.id
   FROM (homely a
     JOIN cottage b ON (true))
  index known_code, unique, btree, (code), CREATE UNIQUE INDEX known_code ON known USING btree (code)
procedure public.clean(date), uses [public.room], CREATE OR REPLACE PROCEDURE clean(IN before date)
 LANGUAGE plpgsql
AS $procedure$DECLARE r room%ROWTYPE; BEGIN DELETE FROM reading WHERE day < before; END$procedure$
function public.stamp(), CREATE OR REPLACE FUNCTION stamp()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN RETURN NEW; END$function$
aggregate public.total(integer), CREATE AGGREGATE total(integer) (
    SFUNC = int4pl,
    STYPE = integer,
    INITCOND = '0'
)
function public.twice(integer), CREATE OR REPLACE FUNCTION twice(n integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT n * 2$function$
function public.worst(mood), uses [public.house, public.mood], CREATE OR REPLACE FUNCTION worst(m mood)
 RETURNS SETOF house
 LANGUAGE sql
 STABLE
AS $function$SELECT * FROM house WHERE feeling > m$function$
policy public.calm_only, of house, uses [public.mood], CREATE POLICY calm_only ON house FOR SELECT USING ((feeling = 'calm'::mood))
trigger public.house_stamp, of house, disabled, uses [public.stamp], CREATE TRIGGER house_stamp BEFORE UPDATE OF code ON house FOR EACH ROW EXECUTE FUNCTION stamp()
statistics public.of_house, of house, CREATE STATISTICS of_house (dependencies) ON code, part FROM house
rule public.keep, of room, CREATE RULE keep AS
    ON DELETE TO room DO INSTEAD NOTHING
untold collation public.plain
)";

class PostgresqlSchema : public testing::Test {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER("postgresql");
    database_ = std::make_unique<TestDatabase>("postgresql");
    connection_ = std::make_unique<CountingConnection>(database_->connect());
  }
  void TearDown() override { connection_.reset(); }

  CountingConnection& connection() { return *connection_; }
  schema::Schema read(const schema::Scope& scope) {
    return read_schema(*connection_, connection_->defaults(), scope, {{"", "databasechangelog"}});
  }

 private:
  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<CountingConnection> connection_;
};

TEST_F(PostgresqlSchema, IsReadWhole) {
  connection().execute({everything});
  EXPECT_EQ("\n" + SchemaText::of(read({{}, true})), expected);
}

TEST_F(PostgresqlSchema, IsReadAlikeTwiceWithFewQuestions) {
  connection().execute({everything});
  const std::string once = SchemaText::of(read({{}, true, true}));
  const int before = connection().count();
  EXPECT_EQ(SchemaText::of(read({{}, true, true})), once);
  EXPECT_LE(connection().count() - before - 1, 25);  // one asks for the defaults
}

TEST_F(PostgresqlSchema, TablesThatAreReadAloneAreAsInTheWhole) {
  connection().execute({everything});
  const schema::Scope scope{.all = true, .grants = true};
  const schema::Schema whole = read(scope);
  std::vector<schema::Name> tables{{"public", "nowhere"}};
  for (const schema::Table& table : whole.tables) tables.push_back(table.name);
  expect_tables_alone_as_in(whole, [&](const schema::Name& name) {
    return read_tables(connection(), connection().defaults(), {{name}}, {});
  });
  const schema::Schema all = read_tables(connection(), connection().defaults(), {tables}, {});
  EXPECT_EQ(all.tables.size(), whole.tables.size());
  schema::Schema part = excerpt_of(whole, tables);
  part.programs.clear();
  for (const schema::Difference& one : differences(part, all)) ADD_FAILURE() << one.to_text();
}

TEST_F(PostgresqlSchema, IsReadOfTheSchemasThatAreAskedFor) {
  connection().execute({everything});
  EXPECT_EQ(read({}).schemas.size(), 1u);
  EXPECT_EQ(read({}).tables.size(), 6u);
  const schema::Schema office = read({{"Back Office"}});
  ASSERT_EQ(office.tables.size(), 1u);
  EXPECT_EQ(office.tables[0].foreign_keys.at(0).referenced_columns, std::vector<std::string>{"id"});
  EXPECT_TRUE(read({{"nowhere"}}).tables.empty());
}

/// Objects of the default schema are named without it, whichever it is.
TEST_F(PostgresqlSchema, HasEqualTextsForEqualSchemas) {
  const std::string made = R"(
CREATE TYPE mood AS ENUM ('calm');
CREATE TABLE t (id serial, m mood DEFAULT 'calm' CHECK (m <> NULL), UNIQUE (m));
CREATE INDEX t_calm ON t (id) WHERE m = 'calm';
CREATE VIEW v AS SELECT a.id, b.m FROM t a JOIN t b ON true;
CREATE FUNCTION f(m mood) RETURNS t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t DEFAULT VALUES;
CREATE STATISTICS s (ndistinct) ON id, m FROM t;
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer);
CREATE OPERATOR <<< (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4lt);
CREATE AGGREGATE least_of(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = <<<);)";
  std::vector<std::string> texts;
  for (const std::string place : {"one", "the other"}) {
    connection().execute(
        {"CREATE SCHEMA \"" + place + "\"; SET search_path TO \"" + place + "\";" + made});
    Defaults defaults = connection().defaults();
    defaults.schema = place;
    schema::Schema read = read_schema(connection(), defaults, {}, {});
    std::string text = SchemaText::of(read);
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place))
      text.replace(at, place.size(), "here");
    texts.push_back(text);
  }
  EXPECT_EQ(texts[0], texts[1]);
}

TEST_F(PostgresqlSchema, NamesAnOperatorWithoutItsSchema) {
  connection().execute(
      {"CREATE SCHEMA other; CREATE OPERATOR other.=== (LEFTARG = integer, RIGHTARG = integer, "
       "FUNCTION = int4eq); CREATE OPERATOR public.### (RIGHTARG = integer, FUNCTION = int4um); "
       "CREATE TABLE t (a integer, b integer, CONSTRAINT t_b CHECK (a OPERATOR(other.===) b)); "
       "CREATE INDEX t_a ON t (a) WHERE b OPERATOR(other.===) 1"});
  const schema::Schema found = read({{}, true});
  ASSERT_EQ(found.untold.size(), 2u);
  EXPECT_EQ(found.untold[0].name, (schema::Name{"other", "===(integer,integer)"}));
  EXPECT_EQ(found.untold[1].name, (schema::Name{"public", "###(NONE,integer)"}));
  EXPECT_EQ(found.tables.at(0).indexes.at(0).predicate, "(b OPERATOR(other.===) 1)");
  EXPECT_EQ(found.tables.at(0).checks.at(0).definition, "CHECK ((a OPERATOR(other.===) b))");
}

TEST_F(PostgresqlSchema, TellsRightsWhereTheyAreAskedFor) {
  connection().execute({"CREATE TABLE t (id integer); GRANT SELECT ON t TO PUBLIC"});
  EXPECT_TRUE(read({}).grants.empty());
  const schema::Schema read_with = read({{}, false, true});
  EXPECT_TRUE(
      std::any_of(read_with.grants.begin(), read_with.grants.end(), [](const schema::Grant& one) {
        return one.object.name == "t" && one.rights.starts_with("=r/");
      }));
}

TEST_F(PostgresqlSchema, TellsNullsThatAreAlike) {
  if (ServerVersion::parse(connection().server_version()).major < 15)
    GTEST_SKIP() << "the server does not know them";
  connection().execute(
      {"CREATE TABLE t (a integer, UNIQUE NULLS NOT DISTINCT (a)); CREATE UNIQUE "
       "INDEX t_a ON t (a) NULLS NOT DISTINCT"});
  const schema::Schema found = read({});
  EXPECT_EQ(found.tables.at(0).uniques.at(0).options,
            (std::vector<schema::Option>{{"nulls not distinct", ""}}));
  EXPECT_EQ(found.tables.at(0).indexes.at(0).options,
            (std::vector<schema::Option>{{"nulls not distinct", ""}}));
}

TEST_F(PostgresqlSchema, TellsTheColumnsThatAViewReads) {
  connection().execute(
      {"CREATE TABLE t (a integer, b integer); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS "
       "SELECT count(*) FROM v"});
  const schema::Schema found = read({});
  ASSERT_EQ(found.views.size(), 2u);
  EXPECT_EQ(found.views[0].reads, (std::vector<schema::ColumnName>{{{"public", "t"}, "a"}}));
  EXPECT_EQ(found.views[1].uses, (std::vector<schema::Name>{{"public", "v"}}));
  EXPECT_EQ(found.views[1].reads, std::vector<schema::ColumnName>());
}

TEST_F(PostgresqlSchema, TellsWhatElsewhereNeedsWhatIsRead) {
  connection().execute(
      {"CREATE TABLE t (a integer PRIMARY KEY); CREATE SCHEMA other; CREATE TABLE other.u (x "
       "integer, CONSTRAINT f FOREIGN KEY (x) REFERENCES t (a)); CREATE VIEW other.v AS SELECT a "
       "FROM t; CREATE VIEW other.w AS SELECT x FROM other.u"});
  EXPECT_TRUE(read({}).dependents.tables.empty());
  const schema::Dependents found = read({.dependents = true}).dependents;
  ASSERT_EQ(found.tables.size(), 1u);
  EXPECT_EQ(found.tables[0].name, (schema::Name{"other", "u"}));
  EXPECT_EQ(found.tables[0].foreign_keys.at(0).referenced, (schema::Name{"public", "t"}));
  EXPECT_EQ(found.tables[0].foreign_keys.at(0).referenced_columns, std::vector<std::string>{"a"});
  ASSERT_EQ(found.views.size(), 1u);
  EXPECT_EQ(found.views[0].name, (schema::Name{"other", "v"}));
  EXPECT_EQ(found.views[0].reads, (std::vector<schema::ColumnName>{{{"public", "t"}, "a"}}));
}

TEST_F(PostgresqlSchema, RightsThatWereTakenBackLeaveNothing) {
  connection().execute({"CREATE TABLE t (id integer)"});
  const auto rights = [&] { return read({{}, false, true}).grants.size(); };
  const std::size_t before = rights();
  connection().execute({"GRANT SELECT ON t TO PUBLIC"});
  EXPECT_GT(rights(), before);
  connection().execute({"REVOKE SELECT ON t FROM PUBLIC"});
  EXPECT_EQ(rights(), before);
}

}  // namespace
}  // namespace ebbtide
