#pragma once

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/program.h"
#include "tests/support/changelogs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_database.h"

namespace ebbtide {

/// Runs of the program within the process, and what the last one said.
struct ProgramRuns {
  std::string out, err;

  int run_words(std::vector<std::string> words, Environment environment = {}) {
    std::ostringstream result, messages;
    const int code = run_program({std::move(words), std::move(environment), result, messages});
    out = result.str();
    err = messages.str();
    return code;
  }
  bool says(const std::string& text) const {
    return out.find(text) != std::string::npos || err.find(text) != std::string::npos;
  }
};

/// An empty database of its own, and a folder with one changelog for it; both gone with the test.
class ProjectOn : public ProgramRuns {
 public:
  explicit ProjectOn(const std::string& dbms, std::string changelog = "c.sql")
      : database_(dbms), changelog_(std::move(changelog)), connection_(database_.connect()) {}

  /// Words that every run gets.
  std::vector<std::string> more_options;

  const TestDatabase& database() const { return database_; }
  const TemporaryFolder& folder() const { return folder_; }
  Connection& connection() const { return *connection_; }

  /// Writes the changelog: changesets, to which the head of its format is added.
  void write(const std::string& change_sets) const {
    folder_.write(changelog_, changelog_.ends_with(".sql")
                                  ? "--liquibase formatted sql\n" + change_sets
                                  : xml_changelog(change_sets));
  }
  int run(std::vector<std::string> words) {
    words.insert(words.end(), more_options.begin(), more_options.end());
    words.insert(words.end(), {"--url=" + database_.url(), "--changelog-file=" + changelog_,
                               "--search-path=" + folder_.path().string()});
    return run_words(std::move(words));
  }

  void sql(const std::string& text) const { connection_->execute({text}); }
  /// The answer to a query: cells parted by `|`, rows by commas, `-` for NULL.
  std::string ask(const std::string& query) const {
    std::string text;
    for (const Row& row : connection_->query({query}).rows) {
      if (!text.empty()) text += ",";
      for (std::size_t i = 0; i < row.size(); ++i)
        text += (i == 0 ? "" : "|") + row[i].value_or("-");
    }
    return text;
  }

 private:
  TestDatabase database_;
  TemporaryFolder folder_;
  std::string changelog_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace ebbtide
