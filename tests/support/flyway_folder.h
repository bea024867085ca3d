#pragma once

#include <string>
#include <vector>

#include "database/connection.h"
#include "operations/flyway/place.h"
#include "tests/support/temporary_folder.h"
#include "text/ascii.h"

namespace ebbtide {

/// A Flyway project in a folder of its own, whose scripts are in `sql`, for tests that call its
/// operations as a library does.
class FlywayFolder {
 protected:
  /// Calls an operation on the database of the URL, with these settings and more; of a name the
  /// later one counts.
  template <class Operation>
  auto run_on(const std::string& url, const Operation& operation, const flyway::Settings& common,
              const flyway::Settings& more) {
    flyway::Settings settings{{"url", url}, {"locations", "filesystem:sql"}};
    settings.insert(settings.end(), common.begin(), common.end());
    settings.insert(settings.end(), more.begin(), more.end());
    const FlywayProject project{flyway::Configuration(settings, false), folder_.path().string()};
    const auto database = open_flyway_database(project, with_);
    FlywayPlace place(project, *database, with_);
    return operation(place);
  }
  void script(const std::string& name, const std::string& text) {
    folder_.write("sql/" + name, text);
  }
  /// The first column of an answer.
  static std::string answer_of(Connection& connection, const std::string& sql) {
    std::vector<std::string> all;
    for (const Row& row : connection.query({sql}).rows) all.push_back(row.front().value_or("NULL"));
    return join(all, ",");
  }

  /// Keeps what is said.
  class Heard final : public Observer {
   public:
    void on(const Event& event) override {
      if (const auto* const said = std::get_if<Said>(&event); said != nullptr)
        warnings.emplace_back(said->message);
    }
    std::vector<std::string> warnings;
  };

  TemporaryFolder folder_;
  Heard observer_;
  Interruption interruption_;
  const Surroundings with_{observer_, interruption_};
};

}  // namespace ebbtide
