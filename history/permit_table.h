#pragma once

#include <string>

#include "database/names.h"
#include "history/permit.h"
#include "history/tracking_names.h"

namespace ebbtide {

/// The SQL for the table EBBTIDE_APPROVALS, which keeps permits beside a history. It is made with
/// the first one, rows are only added, and Liquibase does not look at it.
class PermitTable {
 public:
  /// `beside` names the history; its lock does not matter.
  PermitTable(Names names, const TrackingNames& beside);

  /// As statements name it.
  std::string name() const { return names_.object({catalog_, schema_, table_}); }
  /// The table alone, as it is stored.
  const std::string& table() const { return table_; }
  std::string create() const;
  /// Adds a row with the present moment, by the clock of the database.
  std::string insert(const Permit& permit, const std::string& deployment) const;
  /// Fails where there is no table, and gives nothing where there is one.
  std::string probe() const { return "SELECT 1 FROM " + name() + " WHERE 1 = 0"; }

 private:
  Names names_;
  std::string catalog_, schema_, tablespace_, table_;
};

}  // namespace ebbtide
