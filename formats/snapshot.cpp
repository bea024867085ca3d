#include "formats/snapshot.h"

#include "text/error.h"

namespace ebbtide {

schema::Schema read_snapshot(const std::string& file, const Files& files) {
  if (!files.exists(file)) throw Error(files.not_found(file));
  throw Error("'" + file + "' is no snapshot that can be read");
}

}  // namespace ebbtide
