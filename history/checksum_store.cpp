// Whether a changeset is the one that ran. The checksum is made by the rule of the version that the
// row has, and these are asked in order:
//
//   validCheckSum is any, all or *    accepted, and its files need not even be there; not yet with
//                                     runOnChange, which has to see whether it has changed
//   the row has no checksum           same: who cleared it wants the new one
//   equal                             same
//   validCheckSum is any, or names    accepted
//   the stored one or this one
//   row of a version before 4.26      accepted, if the sum over the sqlFile with its properties
//                                     replaced is the stored one: it was made so then
//   else                              changed
//
// The same rule for both sides is what keeps `8:…` valid: the text that is hashed is another one in
// version 8, not only the prefix.
#include "history/checksum_store.h"

#include <algorithm>

#include "database/server_version.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool is_any(std::string_view checksum) {
  return equals_ignoring_case(checksum, "any") || equals_ignoring_case(checksum, "all") ||
         checksum == "*";
}

/// validCheckSum texts without a version count as version 1, so `any` is `1:any`.
bool takes_any(const ChangeSet& change_set) {
  return std::any_of(change_set.valid_checksums.begin(), change_set.valid_checksums.end(),
                     [](std::string_view text) {
                       if (text.starts_with("1:")) text.remove_prefix(2);
                       return is_any(text);
                     });
}

/// Whether the changelog says that one of the two is valid.
bool is_declared_valid(const ChangeSet& change_set, const Checksum& stored, const Checksum& now) {
  const auto is_valid = [&](const std::string& text) {
    const auto valid = Checksum::parse(text);
    return valid && (*valid == stored || *valid == now);
  };
  return std::any_of(change_set.valid_checksums.begin(), change_set.valid_checksums.end(),
                     is_valid);
}

bool is_old_version(const Text& version) {
  const auto parts = split(version.or_empty(), '.');
  const auto is_number = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
  };
  if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), is_number)) return false;
  return ServerVersion::parse(*version) < ServerVersion{4, 26, 0};
}

/// As Liquibase does: before 4.26 the contents of a sqlFile were hashed with properties replaced.
bool matches_as_before_4_26(const ChangeSet& change_set, const HistoryRow& row,
                            const Hashing& hashing, const Checksum& stored) {
  if (!is_old_version(row.version)) return false;
  Hashing old = hashing;
  old.version = stored.version;
  old.expands_sql_files = true;
  return change_set.checksum(old) == stored;
}

}  // namespace

const HistoryRow* ChecksumStore::find(const ChangeSet& change_set, const History& history) const {
  return history.find(change_set.id);
}

Stood ChecksumStore::compare(const ChangeSet& change_set, const HistoryRow& row,
                             const Hashing& hashing) const {
  const bool takes_all = takes_any(change_set);
  // Its files need not be there, unless a difference lets it run again.
  if (takes_all && !change_set.run_on_change) return {Standing::accepted, &row};
  const auto stored = Checksum::parse(row.checksum.or_empty());
  if (!stored) return {Standing::same, &row};
  const Checksum now = change_set.checksum({stored->version, hashing.files, hashing.properties});
  if (now == *stored) return {Standing::same, &row};
  if (takes_all || is_declared_valid(change_set, *stored, now) ||
      matches_as_before_4_26(change_set, row, hashing, *stored))
    return {Standing::accepted, &row};
  return {Standing::changed, &row, stored->to_text(), now.to_text()};
}

KeptChecksum ChecksumStore::kept_checksum(const HistoryRow& row) const {
  const auto stored = Checksum::parse(row.checksum.or_empty());
  if (!stored) return KeptChecksum::none;
  return stored->version < newest_checksum_version ? KeptChecksum::old : KeptChecksum::current;
}

Text ChecksumStore::checksum_of(const ChangeSet& change_set, const Hashing& hashing) const {
  return change_set.checksum(hashing).to_text();
}

}  // namespace ebbtide
