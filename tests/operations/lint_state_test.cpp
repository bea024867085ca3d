// What the linter's state takes from a catalog that it begins with.
#include <gtest/gtest.h>

#include "lint/state.h"
#include "operations/lint_subjects.h"

namespace ebbtide {
namespace {

TEST(LintState, TakesTheColumnsThatAViewReadsAndNotItsOwn) {
  const sql::Syntax syntax;
  schema::Schema schema;
  schema::View known{.name = {"", "known"}, .columns = {"c"}, .query = "SELECT b AS c FROM a"};
  known.uses = {{"", "a"}};
  known.reads = {{{"", "a"}, "b"}};
  schema::View text = known;
  text.name.name = "text";
  text.reads.clear();
  schema.views = {known, text};
  lint::State state(StructureRules{});
  state.begin_with(schema, syntax);
  EXPECT_EQ(state.facts(*state.view({"", "known"})).mentioned, std::vector<std::string>{"b"});
  EXPECT_TRUE(state.has(state.facts(*state.view({"", "text"})).mentioned, "b"));
}

TEST(LintState, LooksIntoTheRoutinesOfACatalog) {
  sql::Syntax syntax;
  syntax.dollar_quotes = true;
  const auto routine = [](const std::string& name, const std::string& arguments,
                          const std::string& body) {
    schema::Routine one{.kind = schema::Kind::procedure, .name = {"", name}};
    one.arguments = arguments;
    one.definition =
        "CREATE PROCEDURE " + name + "(" + arguments + ") LANGUAGE plpgsql AS $$ " + body + " $$";
    return one;
  };
  schema::Schema schema;
  schema.routines = {routine("good", "", "begin null; end"),
                     routine("bad", "", "begin truncate a; end"),
                     routine("calls_good", "", "begin call good(); end"),
                     routine("calls_caller", "", "begin call calls_good(); end"),
                     routine("calls_bad", "", "begin call bad(); end"),
                     routine("both", "integer", "begin truncate a; end"),
                     routine("both", "text", "begin null; end")};
  schema.routines.push_back({.kind = schema::Kind::procedure, .name = {"", "unseen"}});
  lint::State state(StructureRules{});
  state.begin_with(schema, syntax);
  for (const char* const name : {"good", "calls_good", "calls_caller"})
    EXPECT_NE(state.routine({"", name}), nullptr) << name;
  for (const char* const name : {"bad", "both", "unseen", "calls_bad"})
    EXPECT_EQ(state.routine({"", name}), nullptr) << name;
}

}  // namespace
}  // namespace ebbtide
