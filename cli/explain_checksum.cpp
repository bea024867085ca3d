#include "cli/explain_checksum.h"

#include <nlohmann/json.hpp>

#include "cli/identifier.h"
#include "cli/json_output.h"
#include "operations/script.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Json = nlohmann::ordered_json;

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

Json change_json(const Change& change, const Hashing& hashing) {
  Json texts = Json::array();
  for (const HashedText& one : change.hashed_texts(hashing))
    texts.push_back({{"what", one.what}, {"text", one.text}});
  return {{"change", change.type().name},
          {"place", change.where.to_text()},
          {"checksum", change.checksum(hashing)},
          {"hashed", std::move(texts)}};
}

Json version_json(const ChangeSet& change_set, const Hashing& hashing, const Text& stored) {
  Json changes = Json::array();
  for (const auto& change : change_set.changes) changes.push_back(change_json(*change, hashing));
  const std::string checksum = change_set.checksum(hashing).to_text();
  return {{"version", hashing.version},
          {"checksum", checksum},
          {"isStored", stored.or_empty() == checksum},
          {"changes", std::move(changes)}};
}

void write_version(TextOutput& out, const Json& version) {
  out << "\nversion " << version["version"].get<int>() << ": "
      << version["checksum"].get<std::string>()
      << (version["isStored"].get<bool>() ? "   (this is what the history has)" : "") << "\n";
  for (const Json& change : version["changes"]) {
    out << "  " << change["place"].get<std::string>() << ": " << change["change"].get<std::string>()
        << "   " << change["checksum"].get<std::string>() << "\n";
    for (const Json& hashed : change["hashed"]) {
      out << "    " << hashed["what"].get<std::string>() << ":\n      ";
      out.lines(replace_all(hashed["text"].get<std::string>(), "\n", "\n      ")) << "\n";
    }
  }
}

std::string stored_line(const Json& report) {
  if (report["stored"].is_null()) return "stored: none";
  const std::string stored = report["stored"].get<std::string>();
  for (const Json& version : report["versions"]) {
    if (version["isStored"].get<bool>())
      return "stored: " + stored + ", which is that of version " +
             std::to_string(version["version"].get<int>());
  }
  return "stored: " + stored + ", which is neither";
}

Text stored_checksum(Request& request, const ChangeSetId& id) {
  if (request.has_no_database()) return {};
  if (!request.database().is_offline() && !request.database().has_history_table()) return {};
  const History history = recorded_history(request.database());
  const HistoryRow* const row = history.find(id);
  return row == nullptr ? Text() : row->checksum;
}

}  // namespace

void explain_checksum(Request& request) {
  const Changelog& changelog = request.project().changelog();
  const ChangeSet& change_set =
      wanted_change_set(changelog, request.settings().required("changeset-identifier"));
  const Text stored = stored_checksum(request, change_set.id);
  Json report{{"changeSet", json_of(change_set.id)},
              {"place", change_set.where.to_text()},
              {"stored", json_of(stored)}};
  for (int version = newest_checksum_version; version >= oldest_checksum_version; --version) {
    Hashing hashing = request.database().target(request.project()).hashing();
    hashing.version = version;
    report["versions"].push_back(version_json(change_set, hashing, stored));
  }
  if (wants_json(request)) return write_json(request, report);
  TextOutput& out = request.console().out();
  out << change_set.id.to_text() << "   (" << change_set.where.to_text() << ")\n"
      << stored_line(report) << "\n";
  for (const Json& version : report["versions"]) write_version(out, version);
}

}  // namespace ebbtide
