#include <gtest/gtest.h>

#include <map>

#include "changelog/precondition.h"
#include "database/catalog.h"
#include "tests/support/changelogs.h"
#include "tests/support/memory_database.h"

namespace ebbtide {
namespace {

const char* const tables =
    "CREATE TABLE person (id INTEGER CONSTRAINT pk PRIMARY KEY, name TEXT CONSTRAINT uq UNIQUE, "
    "boss INTEGER REFERENCES person (id)); CREATE INDEX ix ON person (name, boss); "
    "CREATE VIEW v AS SELECT 1; CREATE TABLE nobody (id INTEGER); INSERT INTO person (id) VALUES "
    "(1), (2)";

/// Preconditions as a changelog gives them, asked about the tables above. Returns the reason why
/// they do not hold; `error: …` where there is no answer.
std::string reason(const std::string& preconditions) {
  const Loaded loaded(
      MemoryFiles({{"c.xml", xml_changelog("<property name=\"p\" value=\"1\"/><changeSet id=\"1\" "
                                           "author=\"ann\"><preConditions>" +
                                           preconditions + "</preConditions></changeSet>")}}),
      "c.xml", {"sqlite", {}, ""});
  MemoryDatabase database(tables);
  const auto has_run = [](const ChangeSetId& id) { return id.to_text() == "c.xml::7::bob"; };
  try {
    const auto reasons = loaded.changelog.change_sets.at(0).preconditions->check(
        {database.names(), database.catalog(), loaded.properties(), "ann@host", has_run});
    return reasons.empty() ? "" : reasons.front();
  } catch (const Error& error) {
    return std::string("error: ") + error.what();
  }
}

struct Example {
  const char* name;
  const char* holds;
  const char* fails;
  const char* reason;
};

constexpr Example examples[] = {
    {"and", "<and><dbms type=\"sqlite\"/></and>",
     "<and><dbms type=\"sqlite\"/><dbms type=\"h2\"/></and>",
     "DBMS Precondition failed: expected h2, got sqlite"},
    {"or", "<or><dbms type=\"h2\"/><dbms type=\"sqlite\"/></or>", "<or><dbms type=\"h2\"/></or>",
     "DBMS Precondition failed: expected h2, got sqlite"},
    {"not", "<not><dbms type=\"h2\"/></not>", "<not><dbms type=\"sqlite\"/></not>",
     "Not precondition failed"},
    {"dbms", "<dbms type=\"h2, SQLite\"/>", "<dbms type=\"!sqlite\"/>",
     "DBMS Precondition failed: expected !sqlite, got sqlite"},
    {"runningAs", "<runningAs username=\"ANN\"/>", "<runningAs username=\"bob\"/>",
     "RunningAs Precondition failed: expected bob, was ann"},
    {"changeSetExecuted", "<changeSetExecuted id=\"7\" author=\"bob\"/>",
     "<changeSetExecuted id=\"7\" author=\"bob\" changeLogFile=\"d.xml\"/>",
     "Changeset 'd.xml::7::bob' has not been run"},
    {"columnExists", "<columnExists tableName=\"person\" columnName=\"name\"/>",
     "<columnExists tableName=\"person\" columnName=\"age\"/>",
     "Column 'person.age' does not exist"},
    {"tableExists", "<tableExists tableName=\"person\"/>", "<tableExists tableName=\"v\"/>",
     "Table v does not exist"},
    {"viewExists", "<viewExists viewName=\"v\"/>", "<viewExists viewName=\"person\"/>",
     "View person does not exist"},
    {"foreignKeyConstraintExists", "<foreignKeyConstraintExists foreignKeyTableName=\"person\"/>",
     "<foreignKeyConstraintExists foreignKeyTableName=\"nobody\"/>",
     "Foreign Key on nobody does not exist"},
    {"indexExists", "<indexExists tableName=\"person\" columnNames=\"name, boss\"/>",
     "<indexExists indexName=\"iy\"/>", "Index iy does not exist"},
    {"sequenceExists", "<not><sequenceExists sequenceName=\"s\"/></not>",
     "<sequenceExists sequenceName=\"s\"/>", "Sequence s does not exist"},
    {"primaryKeyExists", "<primaryKeyExists tableName=\"person\"/>",
     "<primaryKeyExists tableName=\"nobody\"/>", "Primary Key does not exist on nobody"},
    {"uniqueConstraintExists",
     "<not><uniqueConstraintExists tableName=\"person\" columnNames=\"name\"/></not>",
     "<uniqueConstraintExists tableName=\"nobody\" columnNames=\"id\"/>",
     "Unique Constraint on nobody(id) does not exist"},
    {"tableIsEmpty", "<tableIsEmpty tableName=\"nobody\"/>", "<tableIsEmpty tableName=\"person\"/>",
     "Table person is not empty."},
    {"rowCount", "<rowCount tableName=\"person\" expectedRows=\"2\"/>",
     "<rowCount tableName=\"person\" expectedRows=\"3\"/>",
     "Table person does not have the expected row count of 3. It contains 2 rows"},
    {"sqlCheck", "<sqlCheck expectedResult=\"2\">select count(*) from person;</sqlCheck>",
     "<sqlCheck expectedResult=\"x\">select count(*) from person</sqlCheck>",
     "SQL Precondition failed.  Expected 'x' got '2'"},
    {"changeLogPropertyDefined", "<changeLogPropertyDefined property=\"p\" value=\"1\"/>",
     "<changeLogPropertyDefined property=\"p\" value=\"2\"/>",
     "Expected changelog property 'p' to have a value of '2'.  Got '1'"},
    {"expectedQuotingStrategy", "<expectedQuotingStrategy strategy=\"LEGACY\"/>",
     "<expectedQuotingStrategy strategy=\"QUOTE_ALL_OBJECTS\"/>", nullptr},
};

TEST(PreconditionTypes, EachOneButJavaHasAnExample) {
  std::map<std::string_view, int> known{{"customPrecondition", 1}};
  for (const Example& example : examples) ++known[example.name];
  for (const PreconditionType* const type : precondition_types()) {
    EXPECT_EQ(known[type->name], 1) << type->name;
    EXPECT_FALSE(type->doc.empty()) << type->name;
  }
  EXPECT_EQ(known.size(), precondition_types().size());
}

TEST(PreconditionTypes, EachHoldsOrSaysWhyNot) {
  for (const Example& example : examples) {
    EXPECT_EQ(reason(example.holds), "") << example.name;
    if (example.reason != nullptr) {
      EXPECT_EQ(reason(example.fails), example.reason) << example.name;
    } else {
      EXPECT_NE(reason(example.fails), "") << example.name;
    }
  }
}

/// A precondition with what it requires, as one entry of a YAML list.
std::string as_yaml(const PreconditionType& type) {
  const std::string_view name = type.name;
  std::string text = "    - " + std::string(name) + ":\n";
  if (name == "and" || name == "or" || name == "not") return text + "      - dbms: {type: h2}\n";
  for (const Field& field : type.fields) {
    if (has(field.traits, Trait::required)) text += "        " + std::string(field.name) + ": 1\n";
  }
  return text;
}

TEST(PreconditionTypes, EachIsReadFromYamlToo) {
  for (const PreconditionType* const type : precondition_types()) {
    const Loaded loaded(
        MemoryFiles{{"c.yaml",
                     "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: ann\n"
                     "    preConditions:\n    - onFail: MARK_RAN\n" +
                         as_yaml(*type)}},
        "c.yaml");
    const PreconditionBlock& block = *loaded.changelog.change_sets.at(0).preconditions;
    ASSERT_EQ(block.all.size(), 1U) << type->name;
    EXPECT_EQ(block.all[0]->type().name, type->name);
    EXPECT_EQ(block.when_failed(), Otherwise::mark_ran);
  }
}

TEST(SqlCheck, AnswersThatAreNone) {
  EXPECT_EQ(reason("<sqlCheck expectedResult=\"1\">select id from person</sqlCheck>"),
            "error: sqlCheck: the query answers 2 rows; it must answer one");
  EXPECT_EQ(reason("<sqlCheck expectedResult=\"1\">select id from nobody</sqlCheck>"),
            "error: sqlCheck: the query answers 0 rows; it must answer one");
  EXPECT_EQ(reason("<not><sqlCheck expectedResult=\"1\">select id from nobody</sqlCheck></not>"),
            "error: sqlCheck: the query answers 0 rows; it must answer one");
  EXPECT_EQ(reason("<sqlCheck expectedResult=\"1\">select 1, 2</sqlCheck>"),
            "error: sqlCheck: the query answers 2 columns; it must answer one");
  EXPECT_EQ(reason("<sqlCheck expectedResult=\"1\">select null</sqlCheck>"),
            "No rows returned from SQL Precondition");
  EXPECT_EQ(reason("<sqlCheck expectedResult=\"1\">select id from missing</sqlCheck>"),
            "error: no such table: missing");
}

TEST(CustomPrecondition, NamesTheJavaClassThatCannotRun) {
  EXPECT_NE(
      reason("<customPrecondition className=\"com.example.Check\"/>").find("com.example.Check"),
      std::string::npos);
  EXPECT_NE(reason("<customPrecondition className=\"com.example.Check\"><param name=\"major\" "
                   "value=\"1\"/></customPrecondition>")
                .find("com.example.Check"),
            std::string::npos);
}

TEST(CustomPrecondition, DoesNotHoldBesideADbmsOfOthers) {
  const std::string java = "<customPrecondition className=\"com.example.Check\"/>";
  EXPECT_EQ(reason("<not><dbms type=\"hsqldb\"/>" + java + "</not>"), "");
  EXPECT_EQ(reason("<and>" + java + "<dbms type=\"hsqldb\"/></and>"),
            "customPrecondition is about another database");
  EXPECT_NE(reason("<not><dbms type=\"sqlite\"/>" + java + "</not>"), "");
  EXPECT_NE(reason("<not>" + java + "</not>").find("com.example.Check"), std::string::npos);
  EXPECT_NE(reason("<or><dbms type=\"hsqldb\"/>" + java + "</or>").find("com.example.Check"),
            std::string::npos);
}

TEST(PreconditionBlock, UnknownOnesAreNamed) {
  EXPECT_NE(
      problems_of(MemoryFiles({{"c.xml", one_change_set("<preConditions><tableExist "
                                                        "tableName=\"t\"/></preConditions>")}}))
          .find("did you mean 'tableExists'?"),
      std::string::npos);
}

}  // namespace
}  // namespace ebbtide
