#pragma once

#include <memory>
#include <string_view>

#include "database/dialect.h"
#include "database/drivers.h"
#include "history/offline_store.h"

namespace ebbtide {

/// The store of a run without a database, which has no file yet.
struct OfflineHistory {
  std::unique_ptr<const Dialect> dialect;
  OfflineStore store;

  explicit OfflineHistory(std::string_view name = "sqlite")
      : dialect(make_dialect(name, "")),
        store("", OfflineSql::none, TrackingTables(Names(*dialect, Defaults{}), {})) {}
};

}  // namespace ebbtide
