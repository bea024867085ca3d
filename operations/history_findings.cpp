// What a history has against a changelog. A checksum that differs is tried against what commonly
// made it: an older algorithm, another database, another changeset.
//
// Rows and changesets are joined from both sides. A changeset without a row is pending; it is kept
// by id and author, since a row that nobody has under its path is most often the same changeset
// under another one, such as after `--search-path` was another:
//
//   row                       changelog              finding
//   db/c.xml::1::ann          db/c.xml::1::ann       none, or about the checksum
//   classpath:db/c.xml::1     db/c.xml::1            none: `classpath:` does not count
//   src/db/c.xml::1::ann      db/c.xml::1::ann       other-path: it would run again
//   old.xml::9::ann           nothing                unknown-row
//
// A checksum that differs is not judged but explained: it is made again in the ways that have led
// to such rows, and the first that gives the stored sum is what is said. An update of another
// database comes to another sum because changes that are not for a database do not count.
#include <algorithm>
#include <map>

#include "database/drivers.h"
#include "history/store.h"
#include "operations/findings.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class HistorySearch {
 public:
  HistorySearch(const Changelog& changelog, const History& history, const HistoryStore& store,
                const Hashing& hashing, Findings& findings)
      : changelog_(changelog),
        history_(history),
        store_(store),
        hashing_(hashing),
        findings_(findings) {}

  void run() {
    for (const ChangeSet& change_set : changelog_.change_sets) {
      const HistoryRow* const row = store_.find(change_set, history_);
      if (row == nullptr) {
        missing_[{change_set.id.id, change_set.id.author}].push_back(&change_set);
      } else {
        check_checksum(change_set, *row);
      }
    }
    for (const HistoryRow& row : history_.rows()) check_row(row);
  }

 private:
  using IdAndAuthor = std::pair<std::string, std::string>;

  void add(std::string_view kind, Severity severity, std::string what, std::string advice,
           const ChangeSet& change_set) {
    findings_.add({kind,
                   severity,
                   std::move(what),
                   std::move(advice),
                   {{change_set.where, change_set.id.to_text()}}});
  }

  void check_checksum(const ChangeSet& change_set, const HistoryRow& row) {
    try {
      const auto stored = Checksum::parse(row.checksum.or_empty());
      if (!stored) {
        return add("no-checksum", Severity::note, "the history has no checksum",
                   "the next update stores it", change_set);
      }
      if (store_.compare(change_set, row, hashing_).standing == Standing::changed)
        return report(change_set, *stored);
      if (store_.kept_checksum(row) == KeptChecksum::old) {
        add("old-checksum", Severity::note,
            "the checksum is of version " + std::to_string(stored->version),
            "it is accepted, and the next update stores that of version 9", change_set);
      }
    } catch (const Error& error) {
      add("checksum-unknown", Severity::blocks, error.what(), "", change_set);
    }
  }

  void report(const ChangeSet& change_set, const Checksum& stored) {
    const bool runs_again = change_set.run_on_change || change_set.run_always;
    const std::string why = why_different(change_set, stored);
    if (runs_again) {
      return add("runs-again", Severity::note,
                 "the changeset will run again, since it changed: " + why, "", change_set);
    }
    add("checksum-differs", Severity::blocks, "the checksum differs from the stored one: " + why,
        "look with explain-checksum; if the database is right, add <validCheckSum>" +
            stored.to_text() + "</validCheckSum> to the changeset",
        change_set);
  }

  std::string why_different(const ChangeSet& change_set, const Checksum& stored) const {
    const Hashing old{stored.version, hashing_.files, hashing_.properties, true};
    if (change_set.checksum(old) == stored)
      return "the properties in its SQL file counted when it was stored, as before Liquibase 4.26";
    if (const std::string dbms = other_database(change_set, stored); !dbms.empty())
      return "it was stored by an update of " + dbms +
             "; some of its changes are not for all "
             "databases";
    if (const ChangeSet* const other = other_change_set(stored))
      return "it is the checksum of " + other->id.to_text() + "; were the two exchanged?";
    const std::string files = files_of(change_set);
    return "the changeset" + (files.empty() ? "" : ", its file " + files) +
           " or the value of a property in it was changed after it had run";
  }

  /// The database for which the changeset has the stored checksum; empty where it is none of those
  /// that changelogs name most.
  std::string other_database(const ChangeSet& change_set, const Checksum& stored) const {
    std::vector<std::string_view> names = database_names();
    for (const std::string_view other : {"h2", "oracle", "mssql", "hsqldb"}) names.push_back(other);
    for (const std::string_view name : names) {
      Selection selection = changelog_.properties.selection();
      selection.dbms = name;
      const Properties properties(selection);
      if (change_set.checksum({stored.version, hashing_.files, PropertyValues(properties)}) ==
          stored)
        return std::string(name);
    }
    return "";
  }

  const ChangeSet* other_change_set(const Checksum& stored) const {
    const auto found = std::find_if(
        changelog_.change_sets.begin(), changelog_.change_sets.end(), [&](const ChangeSet& one) {
          return one.checksum({stored.version, hashing_.files, hashing_.properties}) == stored;
        });
    return found == changelog_.change_sets.end() ? nullptr : &*found;
  }

  /// The files whose contents count for the checksum, to look at when nothing else explains it.
  static std::string files_of(const ChangeSet& change_set) {
    std::vector<std::string> names;
    for (const auto& change : change_set.changes) {
      for (const Field& field : change->type().fields) {
        const bool is_path = field.is_scalar() && (field.name == "path" || field.name == "file");
        const auto name = is_path ? field.get(*change) : std::nullopt;
        if (name) names.push_back("'" + *name + "'");
      }
    }
    return join(names, ", ");
  }

  void check_kind(const HistoryRow& row) {
    if (row.type == ExecType::unknown)
      findings_.add({"unknown-exectype",
                     Severity::blocks,
                     "the history has an EXECTYPE that nobody knows: '" + row.type_text + "'",
                     "correct the row, mostly it is EXECUTED",
                     {{{}, row.id.to_text()}}});
    if (row.executed_at.empty() || !row.has_known_place)
      findings_.add({"no-date",
                     Severity::attention,
                     "the history does not say when the changeset ran: DATEEXECUTED or "
                     "ORDEREXECUTED is missing",
                     "correct the row; Liquibase stops at it, and a rollback is refused where the "
                     "order matters",
                     {{{}, row.id.to_text()}}});
  }

  void check_row(const HistoryRow& row) {
    check_kind(row);
    if (stands_for_nothing(row)) return;
    const auto same = [&](const ChangeSetId& id) { return is_same(id, row.id); };
    if (changelog_.find(row.id) != nullptr ||
        std::any_of(changelog_.for_other_databases.begin(), changelog_.for_other_databases.end(),
                    same))
      return;
    const auto moved = missing_.find({row.id.id, row.id.author});
    if (moved == missing_.end()) {
      return findings_.add({"unknown-row",
                            Severity::attention,
                            "the history has changesets that the changelog has not",
                            "they stay as they are; unexpected-changesets lists them",
                            {{{}, row.id.to_text()}}});
    }
    const ChangeSet& now = *moved->second.front();
    add("other-path", Severity::blocks,
        "the history has the path '" + row.id.path + "', the changelog '" + now.id.path + "'",
        "without more, its changesets would run again: name the changelog as Liquibase did, choose "
        "--search-path so that the path is the same, or give it logicalFilePath=\"" +
            row.id.path + "\"",
        now);
  }

  const Changelog& changelog_;
  const History& history_;
  const HistoryStore& store_;
  const Hashing& hashing_;
  Findings& findings_;
  std::map<IdAndAuthor, std::vector<const ChangeSet*>> missing_;
};

}  // namespace

void find_in_history(const Changelog& changelog, const History& history, const HistoryStore& store,
                     const Hashing& hashing, Findings& findings) {
  HistorySearch(changelog, history, store, hashing, findings).run();
}

}  // namespace ebbtide
