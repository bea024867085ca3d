// The pages of the help that no table of commands, options or changes has. What can be drawn from a
// table is not said here.
#include "cli/help/topics.h"

#include <algorithm>
#include <array>

namespace ebbtide {
namespace {

constexpr std::array table{
    Topic{
        "start", "From nothing to the first update",
        R"(A changelog lists changesets. Each runs once on each database, in the order of the changelog, and is remembered in the table DATABASECHANGELOG there.
Write changelog.sql:

  --liquibase formatted sql
  --changeset ann:1
  CREATE TABLE book (id int PRIMARY KEY, title varchar(200) NOT NULL);
  --rollback DROP TABLE book;

Say in liquibase.properties where it is and which database is meant:

  changelogFile: changelog.sql
  url: sqlite:shop.db

Then:

  ebbtide status        what would run
  ebbtide update        runs it
  ebbtide tag v1        names the state
  ebbtide rollback v1   comes back to it

Changelogs of Liquibase run as they are; 'ebbtide doctor' says what a move meets.)"},
    Topic{"changelog", "What a changelog looks like: XML, YAML, JSON and SQL",
          R"(The format is told by the ending of the file's name: .xml, .yaml, .yml, .json, .sql.
XML:

  <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
    <changeSet id="1" author="ann">
      <createTable tableName="book">
        <column name="id" type="int"/>
      </createTable>
    </changeSet>
    <include file="more.yaml" relativeToChangelogFile="true"/>
  </databaseChangeLog>

YAML, and JSON with the same names:

  databaseChangeLog:
  - changeSet:
      id: 2
      author: ann
      changes:
      - addColumn:
          tableName: book
          columns:
          - column:
              name: title
              type: varchar(200)

SQL:

  --liquibase formatted sql
  --changeset ann:3 labels:shop
  CREATE INDEX book_title ON book (title);
  --rollback DROP INDEX book_title;

A changeset is known by its path, its id and its author together. 'ebbtide help changes' lists what can stand in one, 'ebbtide help preconditions' what can be asked before it runs. 'ebbtide schema' writes a JSON Schema by which editors complete and check YAML and JSON.)"},
    Topic{
        "configuration", "Where options come from, and which one counts",
        R"(An option can be given in six places. The first that has it counts, whatever name it is given by:

  1  command line                  --url=...
  2  -D of JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS and JAVA_OPTS
                                   -Dliquibase.command.url=...
  3  environment                   LIQUIBASE_COMMAND_URL=...
  4  liquibase.local.properties    url: ...
  5  liquibase.properties          url: ...
  6  the default

--defaults-file names another file than liquibase.properties. Within one place the name for one command (liquibase.command.update.url, LIQUIBASE_COMMAND_UPDATE_URL) counts before the one for all commands (liquibase.command.url, LIQUIBASE_COMMAND_URL), and that before the bare one (url, LIQUIBASE_URL).
'ebbtide config' shows every value with the place it comes from and what it does here; 'ebbtide config update' shows it for one command. Values of the changelog itself are given by -Dname=value and as parameter.name in a properties file.)"},
    Topic{"passwords", "Ways to give a password that leave no trace",
          R"(The password is looked for in this order:

  1  --password-stdin              the first line of standard input
  2  --password-file=FILE          its first line; for mounted secrets
  3  --password-command=COMMAND    the first line that a command writes,
                                   such as the token of a cloud
  4  --password                    better as LIQUIBASE_COMMAND_PASSWORD
  5  the URL or --driver-properties-file
  6  the file of the database's own client: ~/.pgpass or what PGPASSFILE
     names; ~/.my.cnf, groups [client] and [client-mariadb]
  7  a question, where standard input and standard error are a terminal and
     the server wants a password

One that is given on the command line counts before all from the environment, those before all from properties files; the order above decides between two from the same place. A password is never part of a message, of a report or of 'ebbtide config'.)"},
    Topic{"urls", "How a database is named",
          R"(The forms of JDBC and those of the databases' own clients are both read:

  jdbc:postgresql://host:5432/shop?currentSchema=app&sslmode=require
  postgresql://ann@host/shop
  jdbc:mariadb://host:3306/shop      mariadb://host/shop
  jdbc:mysql://host:3306/shop        mysql://host/shop
  jdbc:sqlite:shop.db                sqlite:shop.db
  offline:postgresql?version=15&changeLogFile=history.csv

With 'offline:' there is no database: update-sql and its relatives write SQL for one, and the history is a file. Letters such as / ? @ in a password are written %2F %3F %40, or the password is given in another way ('ebbtide help passwords').)"},
    Topic{
        "undoing", "What decides whether something can be undone",
        R"(Before the first statement of a rollback all that would be undone is gone through. It goes on only where each changeset has a way back: changes whose inverse is known (createTable is undone by dropTable), a rollback block of its own, or an empty one that says there is nothing to do.
'ebbtide rollback v1 --plan' shows what would be undone, in which order and by what. --rehearse undoes it in a transaction and takes that back. 'ebbtide prove' tries the way there and back on a scratch database. A rollback that is refused has changed nothing, and its exit code is 3.)"},
    Topic{"adopting", "How a database without a changelog gets one",
          R"(ebbtide adopt --changelog-file=changelog.xml --url=... does three things:

  1. it generates a changelog of the schema, in the format of the file's name
  2. it runs that on a scratch database of the same server and compares the two
  3. where they are the same it writes the file and records its changesets

Where they are not, it says what differs and writes nothing. --plan stops before the third.
Where a changelog or a history is there already it changes nothing, and says step by step what to do: what to record with changelog-sync, what to run, what somebody made by hand.)"},
    Topic{
        "environment", "Variables that count",
        R"(Each option has a variable: LIQUIBASE_COMMAND_... where it belongs to commands, LIQUIBASE_... where it is for all; 'ebbtide help options' names them. Besides:

  COLUMNS             how wide the help is, where no terminal says so
  JAVA_OPTS, JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS
                      their -Dliquibase... are read
  PGPASSFILE, PGHOST, PGSSLMODE and the others of PostgreSQL's client
                      count where the URL says nothing
  USER, HOME          are properties of changelogs (user.name, user.home),
                      as all variables are)"},
};

}  // namespace

std::span<const Topic> topics() { return table; }

const Topic* find_topic(std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Topic& one) { return one.name == name; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace ebbtide
