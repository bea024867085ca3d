#pragma once

#include <string>
#include <vector>

#include "database/names.h"
#include "history/tracking_names.h"

namespace ebbtide {

/// The SQL for the table that keeps how the schema was when a run had ended, beside the history it
/// belongs to; as many pieces of one text as there are rows. It is there only where somebody asked
/// for it.
class SchemaTable {
 public:
  /// `beside` names the history; its lock does not matter.
  SchemaTable(Names names, const TrackingNames& beside);

  /// As statements name it.
  std::string name() const { return names_.object({catalog_, schema_, table_}); }
  /// The table alone, as it is stored.
  const std::string& table() const { return table_; }
  std::string create() const;
  /// What puts a text in the place of the one that is there. `state` says of which history it is.
  std::vector<std::string> replace(const std::string& state, const std::string& text) const;
  /// Asks for the state and the text of each piece, in their order.
  std::string select() const;

 private:
  Names names_;
  std::string catalog_, schema_, tablespace_, table_;
};

}  // namespace ebbtide
