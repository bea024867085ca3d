// A changelog that names `${database.defaultSchemaName}` or the like is another one on each
// database. What was asked while it was read is noted with its answer, so that Project::serves can
// tell whether it is true for the next database too. Questions of a name in two letter cases are
// one.
#include "formats/project.h"

#include <optional>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Keeps what was asked and answered.
class NotedFacts final : public DatabaseFacts {
 public:
  NotedFacts(const DatabaseFacts& facts, Project::Answers& answers)
      : facts_(facts), answers_(answers) {}

  Text find(std::string_view name) const override {
    Text value = facts_.find(name);
    answers_.emplace(lower(name), value);
    return value;
  }

 private:
  const DatabaseFacts& facts_;
  Project::Answers& answers_;
};

}  // namespace

Project load_project(const ProjectOptions& options, const DatabaseFacts* facts) {
  Project::Answers answers;
  std::optional<NotedFacts> noted;
  if (facts != nullptr) noted.emplace(*facts, answers);
  Changelog changelog = load_changelog(options.changelog, *options.files, options.properties,
                                       options.load, noted ? &*noted : nullptr);
  return {options.files, std::move(changelog), std::move(answers)};
}

}  // namespace ebbtide
