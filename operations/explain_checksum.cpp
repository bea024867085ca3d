// A checksum is a hash of a text, and the text is what an author wants to see when a checksum
// differs. Both algorithms are shown, each with the text of every change; the one that made the
// stored sum is marked. Example of version 9, whose sum is made of the sums of its changes and
// modifySql:
//
//   version 9: 9:6675959908b69f47685efc1a2e36b95a   (this is what the history has)
//     c.xml:4:33: renameView   3c6b95ded1152aabd8d069574b1d69ac
//       its fields:
//         renameView:[
//             newViewName="w"
//             oldViewName="v"
//         ]
#include "operations/explain_checksum.h"

#include "changelog/identifier.h"
#include "operations/script.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr int oldest_checksum_version = 8;

/// The changeset that is meant: by path::id::author, or by its id where only one has it.
const ChangeSet& wanted_change_set(const Changelog& changelog, const std::string& wanted) {
  if (contains(wanted, "::")) {
    if (const ChangeSet* const found = changelog.find(parse_identifier(wanted))) return *found;
    throw Error("the changelog has no changeset " + wanted);
  }
  const ChangeSet* found = nullptr;
  for (const ChangeSet& change_set : changelog.change_sets) {
    if (change_set.id.id != wanted) continue;
    if (found != nullptr)
      throw Error("there are several changesets with the id " + wanted + ": " +
                  found->id.to_text() + " and " + change_set.id.to_text() +
                  "; write path::id::author");
    found = &change_set;
  }
  if (found == nullptr) throw Error("the changelog has no changeset with the id " + wanted);
  return *found;
}

ExplainedChecksum::Version explain(const ChangeSet& change_set, const Hashing& hashing) {
  ExplainedChecksum::Version version{hashing.version, change_set.checksum(hashing).to_text(), {}};
  for (const auto& change : change_set.changes)
    version.parts.push_back({change->type().name, change->where, change->checksum(hashing),
                             change->hashed_texts(hashing)});
  return version;
}

/// Absent where the changeset never ran or has none, and where there is no history.
Text stored_checksum(OpenDatabase& database, const ChangeSetId& id) {
  if (!database.is_offline() && !database.has_history_table()) return {};
  const History history = recorded_history(database);
  const HistoryRow* const row = history.find(id);
  return row == nullptr ? Text() : row->checksum;
}

}  // namespace

ExplainedChecksum explain_checksum(const Project& project, OpenDatabase& database,
                                   const std::string& wanted, bool has_history) {
  const ChangeSet& change_set = wanted_change_set(project.changelog(), wanted);
  ExplainedChecksum explained{change_set.id, change_set.where, {}, {}};
  if (has_history) explained.stored = stored_checksum(database, change_set.id);
  for (int version = newest_checksum_version; version >= oldest_checksum_version; --version) {
    Hashing hashing = database.target(project).hashing();
    hashing.version = version;
    explained.versions.push_back(explain(change_set, hashing));
  }
  return explained;
}

}  // namespace ebbtide
