#include "sql/lexer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "sql/splitter.h"
#include "tests/support/syntax.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

/// Each token with the letter of its kind in front: `w(select) s(*)`.
std::string seen(std::string_view sql, const Syntax& syntax) {
  std::string tokens;
  Lexer lexer(sql, syntax);
  while (const Token* const token = lexer.next()) {
    if (token->kind == TokenKind::blank) continue;
    const char kind = std::string_view("_cwnt#sm").at(static_cast<std::size_t>(token->kind));
    tokens += (tokens.empty() ? "" : " ") + std::string(1, kind) + "(" + std::string(token->text) +
              ")" + (token->is_closed ? "" : "!");
  }
  return tokens;
}

// What the servers make of a text: a line each, `dialect | text | tokens`, or with `split` in front
// the pieces. How they were found out stands in the file.
TEST(Lexer, ReadsAsTheServersDo) {
  std::ifstream lines(std::string(TESTS_FOLDER) + "/sql/readings.txt");
  int count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    const std::size_t text = line.find(" | "), tokens = line.find(" => ");
    ASSERT_NE(tokens, std::string::npos) << line;
    const auto spelled = [](std::string_view words) {
      return replace_all(replace_all(words, "\\n", "\n"), "\\r", "\r");
    };
    const std::string sql = spelled(std::string_view(line).substr(text + 3, tokens - text - 3));
    const std::string expected = spelled(std::string_view(line).substr(tokens + 4));
    for (const std::string_view dialect : split(std::string_view(line).substr(0, text), ' '))
      EXPECT_EQ(seen(sql, syntax_of(dialect)), expected) << dialect << " | " << sql;
    ++count;
  }
  EXPECT_GT(count, 30);
}

TEST(Lexer, EveryByteIsInOneToken) {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  for (const char* const sql :
       {"", "a'b", "/*! a", "$a$ $b", "'\\", "[", "\"", "--", "1a$", "\n\n", "/*/", "E'\\'"}) {
    const std::string text = sql + all + sql;
    for (const std::string_view dialect : database_names()) {
      std::string together;
      Lexer lexer(text, syntax_of(dialect));
      while (const Token* const token = lexer.next()) {
        EXPECT_EQ(token->begin.offset, together.size());
        together += token->text;
      }
      EXPECT_EQ(together, text);
    }
  }
}

TEST(Lexer, LongTokensOfAStreamComeInPieces) {
  const Syntax syntax = syntax_of("postgresql");
  const std::string inside(300'000, 'x');
  for (const std::string& text : {"'" + inside + "''" + inside + "'", "/*" + inside + "/*a*/*/",
                                  "$t$" + inside + "$t" + inside + "$t$", "--" + inside, inside,
                                  std::string(300'000, '\n')}) {
    std::istringstream input(text + (text.front() == '-' ? "\n" : ";"));
    Lexer lexer(input, syntax);
    std::string together;
    std::size_t pieces = 0;
    const Token* token = nullptr;
    do {
      token = lexer.next();
      together += token->text;
      EXPECT_LE(token->text.size(), 200'000U);
      ++pieces;
    } while (token->goes_on);
    EXPECT_EQ(together, text);
    EXPECT_GT(pieces, 1U);
    EXPECT_TRUE(token->is_closed);
    EXPECT_EQ(lexer.next()->text.size(), 1U);
  }
}

TEST(Lexer, CarriageReturnsOfAStreamAreLeftOut) {
  std::istringstream input("a\r\n'\r'");
  Lexer lexer(input, {});
  EXPECT_EQ(lexer.next()->text, "a");
  EXPECT_EQ(lexer.next()->text, "\n");
  EXPECT_EQ(lexer.next()->text, "''");
}

TEST(Lexer, TokensKnowTheirPlace) {
  Lexer lexer(std::string_view("é 'a\nb' c"), {});
  for (int i = 0; i < 4; ++i) lexer.next();
  const Token* const c = lexer.next();
  EXPECT_EQ(c->begin.offset, 9U);
  EXPECT_EQ(c->begin.line, 2U);
  EXPECT_EQ(c->begin.column, 4U);
}

TEST(Lexer, TakesBackAndLooksAhead) {
  std::istringstream input("END$$ x");
  Lexer lexer(input, syntax_of("mysql"));
  EXPECT_EQ(lexer.next()->text, "END$$");
  lexer.give_back(2);
  EXPECT_EQ(lexer.ahead(3), "$$ ");
  lexer.skip(2);
  EXPECT_EQ(lexer.place().column, 6U);
  EXPECT_EQ(lexer.next()->text, " ");
  EXPECT_EQ(lexer.ahead(9), "x");
}

TEST(Lexer, NulsOfAStreamAreNoted) {
  std::istringstream input(std::string("a\r'b\0c'", 7));
  Lexer lexer(input, {});
  EXPECT_FALSE(lexer.nul());
  while (lexer.next() != nullptr) {
  }
  ASSERT_TRUE(lexer.nul());
  EXPECT_EQ(lexer.nul()->at, 3U);
}

TEST(Token, ItsValueIsWhatStandsBetweenTheMarks) {
  const auto value = [](std::string_view sql, std::string_view dialect) {
    return Lexer(sql, syntax_of(dialect)).next()->value();
  };
  EXPECT_EQ(value("'a''b'", "sqlite"), "a'b");
  EXPECT_EQ(value("'a\\'b'", "mysql"), "a'b");
  EXPECT_EQ(value("'a\\'", "postgresql"), "a\\");
  EXPECT_EQ(value("E'a\\'b'", "postgresql"), "a'b");
  EXPECT_EQ(value("$t$a'b$t$", "postgresql"), "a'b");
  EXPECT_EQ(value("\"a\"\"b\"", "postgresql"), "a\"b");
  EXPECT_EQ(value("`a``b`", "mariadb"), "a`b");
  EXPECT_EQ(value("[a\"b]", "sqlite"), "a\"b");
  EXPECT_EQ(value("'never closed", "sqlite"), "never closed");
  EXPECT_EQ(value("Word", "postgresql"), "Word");
}

}  // namespace
}  // namespace ebbtide::sql
