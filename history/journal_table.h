#pragma once

#include <string>

#include "changelog/change_set.h"
#include "database/names.h"
#include "history/tracking_names.h"

namespace ebbtide {

/// The SQL for the table of the journal, which stands beside a history; a history that has not the
/// usual name has a journal of its own. Two programs of ours mean the same journal exactly where
/// they mean the same history. What its columns say, journal_table.cpp tells.
class JournalTable {
 public:
  /// `beside` names the history; its lock does not matter.
  JournalTable(Names names, const TrackingNames& beside);

  const Names& names() const { return names_; }
  /// As statements name it.
  std::string name() const { return names_.object({catalog_, schema_, table_}); }
  /// The table alone, as it is stored.
  const std::string& table() const { return table_; }
  std::string create() const;
  /// The condition for the rows of this changeset and no other.
  std::string is_of(const ChangeSetId& id) const;

 private:
  Names names_;
  std::string catalog_, schema_, tablespace_, table_;
};

}  // namespace ebbtide
