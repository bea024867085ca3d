// Our readers beside those of the databases themselves, on the recorded material: PostgreSQL's
// scanner, its splitter and its grammar, and SQLite's tokenizer. Where they disagree on purpose,
// disagreements.txt says why: `question | text | reason`, the text by its beginning.
// With EBBTIDE_COMPAT the material of that folder is asked about too.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <map>
#include <set>

#include "database/dialect.h"
#include "database/drivers.h"
#include "sql/cursor.h"
#include "sql/postgresql.h"
#include "sql/splitter.h"
#include "tests/census/answers.h"
#include "tests/census/material.h"

namespace ebbtide::census {
namespace {

namespace fs = std::filesystem;
const fs::path tests = TESTS_FOLDER;

std::vector<Material> material_for(std::string_view dialect) {
  std::vector<Material> all = own_material(tests);
  if (const char* const compat = std::getenv("EBBTIDE_COMPAT")) append_files(all, compat, ".sql");
  std::erase_if(all, [&](const Material& one) {
    return one.delimiter || std::find(one.on.begin(), one.on.end(), dialect) == one.on.end();
  });
  return all;
}

/// Why readers may disagree on texts that begin so, by the question.
class Reasons {
 public:
  Reasons() {
    std::ifstream lines(tests / "census/disagreements.txt");
    for (std::string line; std::getline(lines, line);) {
      const std::size_t first = line.find(" | "), last = line.rfind(" | ");
      if (line.starts_with("#") || first == last) continue;
      texts_[line.substr(0, first)][line.substr(first + 3, last - first - 3)] = false;
    }
  }

  bool has(const std::string& question, const std::string& text) {
    for (auto& [begin, is_used] : texts_[question]) {
      if (text.starts_with(begin)) return is_used = true;
    }
    return false;
  }

  /// Those that nothing needs any more.
  std::vector<std::string> unused(const std::string& question) const {
    std::vector<std::string> found;
    const auto known = texts_.find(question);
    if (known == texts_.end()) return found;
    for (const auto& [begin, is_used] : known->second)
      if (!is_used) found.push_back(begin);
    return found;
  }

 private:
  std::map<std::string, std::map<std::string, bool>> texts_;
};

class Agreement : public testing::Test {
 protected:
  void compare(const std::string& question, const std::string& sql, const std::string& ours,
               const std::string& theirs) {
    ++count_;
    questions_.insert(question);
    const std::string text = shown(shortened(sql, 200));
    if (ours == theirs || reasons_.has(question, text)) return;
    if (++differences_ > most) return;
    ADD_FAILURE() << question << " | " << text << "\n  ours:   " << ours.substr(0, 600)
                  << "\n  theirs: " << theirs.substr(0, 600);
  }
  ~Agreement() override {
    EXPECT_GT(count_, 50);
    EXPECT_EQ(differences_, 0);
    for (const std::string& question : questions_)
      EXPECT_EQ(join(reasons_.unused(question), "; "), "") << question;
  }

 private:
  static constexpr int most = 25;
  Reasons reasons_;
  std::set<std::string> questions_;
  int count_ = 0;
  int differences_ = 0;
};

sql::Syntax syntax_of(std::string_view dialect) {
  return make_dialect(dialect, "")->facts().syntax;
}

std::string text_of(const std::vector<sql::Span>& spans) {
  std::string text;
  for (const sql::Span& span : spans)
    text += std::to_string(span.begin) + "-" + std::to_string(span.end) + " ";
  return text;
}

/// Our tokens, put together where a longer one of theirs has them all: `||` is two signs for us.
std::vector<sql::Span> our_tokens(std::string_view sql, const std::vector<sql::Span>& theirs) {
  std::vector<sql::Span> spans;
  auto longer = theirs.begin();
  for (const sql::Token& token : sql::code_of(sql, syntax_of("postgresql"))) {
    const sql::Span span{token.begin.offset, token.end()};
    while (longer != theirs.end() && longer->end < span.end) ++longer;
    const bool goes_on = !spans.empty() && longer != theirs.end() &&
                         spans.back().begin == longer->begin && spans.back().end == span.begin &&
                         span.end <= longer->end;
    if (goes_on) {
      spans.back().end = span.end;
    } else {
      spans.push_back(span);
    }
  }
  return spans;
}

TEST_F(Agreement, PostgresqlsScannerSeesTheSameTokens) {
  for (const Material& one : material_for("postgresql")) {
    if (const auto theirs = sql::postgresql_tokens(one.text))
      compare("tokens", one.text, text_of(our_tokens(one.text, *theirs)), text_of(*theirs));
  }
}

/// Statements with what stands around them cut off.
std::string pieces_of(std::vector<std::string> pieces) {
  std::string text;
  for (const std::string& piece : pieces) {
    const std::string_view inner = trim(piece);
    if (!inner.empty()) text += "[" + digest(inner) + " " + shown(inner.substr(0, 60)) + "] ";
  }
  return text;
}

/// What Liquibase splits at besides semicolons is no end of a statement to a database.
bool has_own_delimiters(const std::string& text) {
  for (const std::string_view line : split(text, '\n')) {
    const std::string word = lower(trim(line));
    if (word == "go" || word == "/" || word.starts_with("delimiter")) return true;
  }
  return false;
}

TEST_F(Agreement, PostgresqlsSplitterSeesTheSameStatements) {
  for (const Material& one : material_for("postgresql")) {
    // As Liquibase does: carriage returns are left out of texts.
    const std::string text = replace_all(one.text, "\r", "");
    const auto theirs = sql::postgresql_statements(text);
    if (!theirs || has_own_delimiters(text)) continue;
    std::vector<std::string> pieces;
    for (const sql::Span& span : *theirs)
      pieces.push_back(text.substr(span.begin, span.end - span.begin));
    std::vector<std::string> ours = split_sql(text, syntax_of("postgresql"), {});
    // A piece of nothing but comments is no statement to them.
    std::erase_if(ours, [](const std::string& piece) {
      return is_only_comments(piece, syntax_of("postgresql"));
    });
    compare("split", text, pieces_of(ours), pieces_of(pieces));
  }
}

/// What both can tell: the verb, the thing and the names.
std::string names_of(const sql::Effects& effects) {
  std::string text;
  for (const sql::Effect& effect : effects) {
    if (effect.is_part || effect.with_column) continue;
    text += std::string(to_text(effect.verb)) + " " + std::string(to_text(effect.thing)) + " " +
            effect.object.to_text() + "." + effect.part + " " + effect.other.to_text() + "; ";
  }
  return text;
}

TEST_F(Agreement, PostgresqlsGrammarFindsTheSameEffects) {
  sql::Syntax ours = syntax_of("postgresql");
  ours.has_exact_reader = false;
  std::set<std::string> seen;
  for (const Material& one : material_for("postgresql")) {
    for (const std::string& sql : split_sql(one.text, ours, {})) {
      if (!seen.insert(sql).second) continue;
      const auto theirs = sql::postgresql_effects(sql);
      if (!theirs) continue;
      sql::Effects effects = sql::effects_of(sql, ours);
      std::erase_if(effects, [](const auto& one_of) { return one_of.verb == sql::Verb::run_code; });
      compare("effects", sql, names_of(effects), names_of(*theirs));
    }
  }
}

/// Whether SQLite has read a statement to its end, whatever it says of the tables in it.
bool is_read(int result, sqlite3* database) {
  if (result == SQLITE_OK) return true;
  const std::string_view message = sqlite3_errmsg(database);
  return !contains(message, "syntax error") && !contains(message, "unrecognized token") &&
         !contains(message, "incomplete input");
}

/// SQLite says where a statement ends that it could prepare, and whether a text is complete.
TEST_F(Agreement, SqliteSeesTheSameStatements) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &database), SQLITE_OK);
  sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);  // which would make files
  for (const Material& one : material_for("sqlite")) {
    if (has_own_delimiters(one.text) || contains(one.text, std::string_view("\0", 1))) continue;
    for (const std::string& piece : split_sql(one.text, syntax_of("sqlite"), {})) {
      // What is never closed is refused before it gets to a database.
      if (is_only_comments(piece, syntax_of("sqlite")) || find_flaw(piece, syntax_of("sqlite")))
        continue;
      const std::string whole = piece + "\n;";
      sqlite3_stmt* prepared = nullptr;
      const char* tail = nullptr;
      const int result = sqlite3_prepare_v2(database, whole.c_str(), static_cast<int>(whole.size()),
                                            &prepared, &tail);
      if (result == SQLITE_OK && prepared != nullptr) {
        compare("prepared", piece, std::to_string(whole.size()),
                std::to_string(tail - whole.c_str()));
        sqlite3_step(prepared);
      }
      if (is_read(result, database))
        compare("complete", piece, "complete",
                sqlite3_complete(whole.c_str()) == 1 ? "complete" : "goes on");
      sqlite3_finalize(prepared);
    }
  }
  sqlite3_close(database);
}

}  // namespace
}  // namespace ebbtide::census
