// What every reader of SQL says about each recorded statement, on each dialect. census.txt is the
// record; a difference from it is accepted by name in accepted.txt, where its reason stands.
//   EBBTIDE_CENSUS=record            writes census.txt anew and empties accepted.txt
//   EBBTIDE_CENSUS='accept REASON'   notes the differences that are not accepted yet
// Material of the folder EBBTIDE_COMPAT is compared by digests, compat.txt; with
// EBBTIDE_CENSUS_FOLDER its answers are written there as text.
#include <gtest/gtest.h>

#include <set>

#include "tests/census/answers.h"
#include "tests/census/material.h"

namespace ebbtide::census {
namespace {

namespace fs = std::filesystem;

const fs::path tests = TESTS_FOLDER;
const fs::path folder = tests / "census";

/// The answers to one question, by dialect, about one text.
struct Key {
  std::string text;
  std::string question;
  auto operator<=>(const Key&) const = default;
};
using Census = std::map<Key, std::map<std::string, std::string>>;

void add(Census& census, const std::string& text, std::string_view dialect, const Answers& answers,
         std::size_t most) {
  for (const auto& [question, answer] : answers) {
    if (!answer.empty())
      census[{text, question}][std::string(dialect)] = shown(shortened(answer, most));
  }
}

/// The name of a statement in the record: its text, cut where it is long.
std::string name_of(const std::string& sql) { return shown(shortened(sql, 100)); }

void ask(Census& census, const Material& material, std::string_view name, const Dialect& dialect) {
  const std::size_t most = material.is_tricky ? 4000 : 120;
  const std::size_t most_of_text = material.is_tricky ? 4000 : 20;
  const std::string about =
      material.is_tricky ? "text " + material.name
                         : "file " + fs::path(material.name).lexically_relative(tests).string();
  add(census, about, name,
      answers_of_text(material.text, dialect.facts().syntax, material.delimiter), most_of_text);
  SplitOptions options;
  options.delimiter = material.delimiter;
  for (const std::string& sql : split_sql(material.text, dialect.facts().syntax, options)) {
    Answers answers = answers_of(sql, name, dialect);
    if (!material.is_tricky) answers["tokens"] = digest(answers["tokens"]);
    add(census, name_of(sql), name, answers, most);
  }
}

Census census_of(const std::vector<Material>& all) {
  Census census;
  for (const std::string_view name : dialects) {
    const auto dialect = make_dialect(name, "");
    for (const Material& one : all) {
      if (std::find(one.on.begin(), one.on.end(), name) != one.on.end())
        ask(census, one, name, *dialect);
    }
  }
  return census;
}

/// One line for each answer, with the dialects that give it.
std::vector<std::string> lines_of(const Census& census) {
  std::vector<std::string> lines;
  std::string text;
  for (const auto& [key, answers] : census) {
    if (std::exchange(text, key.text) != key.text) lines.push_back("= " + key.text);
    std::map<std::string, std::string> by_answer;
    for (const auto& [dialect, answer] : answers)
      by_answer[answer] += dialect == "mariadb" ? 'a' : dialect.front();
    for (const auto& [answer, where] : by_answer)
      lines.push_back(where + " " + key.question + ": " + answer);
  }
  return lines;
}

std::vector<std::string> lines_in(const fs::path& file) {
  std::vector<std::string> lines;
  std::ifstream input(file);
  for (std::string line; std::getline(input, line);) lines.push_back(line);
  return lines;
}

void write(const fs::path& file, const std::vector<std::string>& lines, std::ios::openmode mode) {
  std::ofstream(file, mode) << join(lines, "\n") << "\n";
}

/// Each answer as one text: `text > dialect question: answer`.
std::set<std::string> facts_in(const std::vector<std::string>& lines) {
  std::set<std::string> facts;
  std::string text;
  for (const std::string& line : lines) {
    if (line.starts_with("= ")) {
      text = line.substr(2);
      continue;
    }
    const std::size_t end = line.find(' ');
    if (end == std::string::npos) continue;
    for (const char dialect : line.substr(0, end))
      facts.insert(text + " > " + dialect + line.substr(end));
  }
  return facts;
}

/// What is not in the record any more, with `- ` in front, and what is new, with `+ `.
std::set<std::string> differences(const std::set<std::string>& recorded,
                                  const std::set<std::string>& now) {
  std::set<std::string> found;
  for (const std::string& fact : recorded)
    if (!now.contains(fact)) found.insert("- " + fact);
  for (const std::string& fact : now)
    if (!recorded.contains(fact)) found.insert("+ " + fact);
  return found;
}

std::string wish() {
  const char* const given = std::getenv("EBBTIDE_CENSUS");
  return given == nullptr ? "" : given;
}

TEST(Census, EveryReaderSaysWhatIsRecordedOrAccepted) {
  const std::vector<std::string> lines = lines_of(census_of(own_material(tests)));
  const fs::path record = folder / "census.txt", accepted_file = folder / "accepted.txt";
  if (wish() == "record") {
    write(record, lines, std::ios::out);
    return write(accepted_file,
                 {"# Differences from census.txt, each under its reason: - was said, + is said."},
                 std::ios::out);
  }
  const auto found = differences(facts_in(lines_in(record)), facts_in(lines));
  std::set<std::string> accepted;
  for (const std::string& line : lines_in(accepted_file))
    if (!line.starts_with("#")) accepted.insert(line);
  std::vector<std::string> added;
  for (const std::string& one : found)
    if (!accepted.contains(one)) added.push_back(one);
  constexpr std::string_view accept = "accept ";
  if (wish().starts_with(accept) && !added.empty()) {
    added.insert(added.begin(), "# " + wish().substr(accept.size()));
    return write(accepted_file, added, std::ios::app);
  }
  const std::size_t count = added.size();
  added.resize(std::min<std::size_t>(count, 40));
  EXPECT_EQ(count, 0U) << count << " differences without a reason, such as\n" << join(added, "\n");
  for (const std::string& one : accepted)
    EXPECT_TRUE(found.contains(one)) << "accepted, but no difference any more: " << one;
}

TEST(Census, FindsADifference) {
  const std::set<std::string> was = facts_in({"= a", "pm lists: data"});
  EXPECT_EQ(was, (std::set<std::string>{"a > p lists: data", "a > m lists: data"}));
  EXPECT_EQ(differences(was, facts_in({"= a", "p lists: data", "m lists: session"})),
            (std::set<std::string>{"- a > m lists: data", "+ a > m lists: session"}));
}

TEST(Census, TheCompatFolderIsReadAsRecorded) {
  const char* const compat = std::getenv("EBBTIDE_COMPAT");
  if (compat == nullptr || *compat == 0) GTEST_SKIP() << "EBBTIDE_COMPAT names no folder";
  std::vector<Material> files;
  append_files(files, compat, ".sql");
  const char* const kept = std::getenv("EBBTIDE_CENSUS_FOLDER");
  std::set<std::string> facts;
  for (Material& file : files) {
    file.name = digest(file.text);  // wherever the folder stands
    const std::string answers = join(lines_of(census_of({file})), "\n");
    facts.insert(digest(file.text) + " " + digest(answers.substr(answers.find('\n'))));
    if (kept != nullptr) write(fs::path(kept) / digest(file.text), {answers}, std::ios::out);
  }
  const fs::path record = folder / "compat.txt";
  if (wish() == "record") return write(record, {facts.begin(), facts.end()}, std::ios::out);
  const auto recorded = lines_in(record);
  EXPECT_EQ(differences({recorded.begin(), recorded.end()}, facts), std::set<std::string>{});
}

}  // namespace
}  // namespace ebbtide::census
