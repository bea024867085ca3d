// An offline run has nothing but the history in its file: what the database is like is found out by
// walking the changesets that have run, in the order they ran, from an empty database. Programs are
// not run for it and preconditions not asked: that a changeset has run is what the history says.
// One that was only marked as run has made nothing.
#include "operations/script_schema.h"

#include <algorithm>
#include <utility>

#include "changelog/walk.h"
#include "operations/schema_reading.h"

namespace ebbtide {
namespace {

/// Takes the statements, which the catalog of the target follows, and nothing else.
class Followed final : public Sink {
 public:
  void take(const WalkedStatement&) override {}
};

const ChangeSet* find(const Changelog& changelog, const ChangeSetId& id) {
  const auto found = std::find_if(changelog.change_sets.begin(), changelog.change_sets.end(),
                                  [&](const ChangeSet& one) { return is_same(one.id, id); });
  return found == changelog.change_sets.end() ? nullptr : &*found;
}

KnownSchema left_by_history(const Project& project, OpenDatabase& database,
                            const History& history) {
  const Changelog& changelog = project.changelog();
  SchemaCatalog catalog(database.names(), [] { return KnownSchema(); });
  const Target target = database.target(project, true).with(catalog, catalog.follower());
  bool is_whole = true;
  for (const HistoryRow& row : history.rows()) {
    if (row.type != ExecType::executed && row.type != ExecType::reran) continue;
    const ChangeSet* const change_set = find(changelog, row.id);
    if (change_set == nullptr) {
      is_whole = is_whole && stands_for_nothing(row);
      continue;
    }
    Walk walk(*change_set, Way::forward, target);
    std::vector<NotMade> not_made;
    Followed followed;
    for (const auto& change : change_set->changes) try_walk(*change, walk, followed, not_made);
    is_whole = is_whole && not_made.empty();
  }
  KnownSchema known = catalog.now();
  known.is_whole = known.is_whole && is_whole;
  return known;
}

}  // namespace

SchemaCatalog live_catalog(OpenDatabase& database, const schema::Schema& live) {
  return {database.names(), [&live]() -> KnownSchema { return {live}; }, &database.catalog()};
}

SchemaCatalog script_catalog(const Project& project, OpenDatabase& database,
                             const History& history) {
  const bool is_read = !database.is_offline() || database.url().parameter("snapshot");
  return {database.names(),
          [&project, &database, &history, is_read]() -> KnownSchema {
            if (is_read) return {schema_of(database, {}, project.files())};
            return left_by_history(project, database, history);
          },
          database.is_offline() ? nullptr : &database.catalog()};
}

}  // namespace ebbtide
