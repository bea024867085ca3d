#pragma once

#include "history/store.h"

namespace ebbtide {

/// A store that knows a changeset by path, id and author, and whether it changed by Liquibase's
/// checksums. For those whose rows are Liquibase's, wherever they are kept. It reads the files that
/// a checksum is made of when it compares, and throws Error where one cannot be read.
class ChecksumStore : public HistoryStore {
 public:
  const HistoryRow* find(const ChangeSet& change_set, const History& history) const override;
  Stood compare(const ChangeSet& change_set, const HistoryRow& row,
                const Hashing& hashing) const override;
  KeptChecksum kept_checksum(const HistoryRow& row) const override;
  Text checksum_of(const ChangeSet& change_set, const Hashing& hashing) const override;
};

}  // namespace ebbtide
