#include "database/postgresql/connection.h"

/// The one name the program looks for in the module.
extern "C" ebbtide::Connection* ebbtide_open(const ebbtide::DatabaseUrl& url,
                                             const ebbtide::Warn& warn) {
  return ebbtide::open_postgresql(url, warn).release();
}
