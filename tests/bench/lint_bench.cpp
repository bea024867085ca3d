// How long it takes to judge a file of SQL, beside the lexer alone that reads the same file, in CPU
// time and memory. Without a FILE one of 100 MB is made.
// Usage: bench_lint [FILE [DIALECT]]

#include <sys/resource.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "database/facts.h"
#include "formats/search_path.h"
#include "operations/lint.h"
#include "operations/unheard.h"
#include "sql/lexer.h"
#include "text/whole_file.h"

namespace {

using namespace ebbtide;

double seconds_of_work() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

long peak_megabytes() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

std::string made_file() {
  constexpr std::size_t size = 100'000'000;
  const auto path = std::filesystem::temp_directory_path() / "ebbtide-bench-lint.sql";
  std::ofstream file(path, std::ios::binary);
  std::string text = "create table t (id bigint primary key, a int, b varchar(200));\n";
  for (std::size_t written = 0, row = 0; written < size; ++row) {
    text += "insert into t (id, a, b) values (" + std::to_string(row) + ", " +
            std::to_string(row % 100) + ", 'some text, it''s that of row " + std::to_string(row) +
            "');\n";
    file << text;
    written += text.size();
    text.clear();
  }
  return path.string();
}

std::size_t lexed(const std::string& text, const sql::Syntax& syntax) {
  sql::Lexer lexer(text, syntax);
  std::size_t tokens = 0;
  while (lexer.next()) ++tokens;
  return tokens;
}

void measure(const std::string& file, const std::string& dialect) {
  Interruption interruption;
  OpenDatabase database({.url = DatabaseUrl::parse("offline:" + dialect)}, interruption);
  const std::filesystem::path path(file);
  const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
  const std::string name = path.filename().string();
  double begin = seconds_of_work();
  std::size_t tokens = 0;
  {
    const auto text = read_whole_file(file);
    tokens = lexed(text.value_or(""), database.names().facts().syntax);
  }
  const double lexer = seconds_of_work() - begin;
  std::cout << "lexer " << lexer << " s, " << tokens << " tokens, peak " << peak_megabytes()
            << " MB\n";
  auto files = std::make_shared<SearchPath>(SearchPath::Options{.roots = {folder}});
  LintOptions options{.paths = {name},
                      .settings = {},
                      .reading = {name, files, Properties(Selection{dialect, {}, ""})},
                      .today = "2026-11-28"};
  Unheard nobody;
  begin = seconds_of_work();
  const LintReport report = lint_files(options, database, nullptr, {nobody, interruption});
  const double lint = seconds_of_work() - begin;
  std::cout << "lint " << lint << " s, " << report.findings.size() << " findings, peak "
            << peak_megabytes() << " MB\n"
            << "lint / lexer = " << lint / lexer << "\n";
}

}  // namespace

int main(int count, char** words) {
  const std::string given = count > 1 ? words[1] : "";
  const std::string file = given.empty() ? made_file() : given;
  measure(file, count > 2 ? words[2] : "postgresql");
  if (given.empty()) std::filesystem::remove(file);
}
