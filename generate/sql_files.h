#pragma once

#include <string>
#include <vector>

#include "database/names.h"
#include "schema/model.h"

namespace ebbtide {

/// A file with the statements that make one object, and all that belongs to it.
struct ObjectFile {
  std::string name;  ///< below the folder of all: `tables/orders.sql`, `views/audit.dear.sql`
  std::string text;
};

/// The folders that such files are in, one for each kind of object that stands alone.
std::vector<std::string> sql_folders();

/// A schema as files of plain SQL, each with one table, view, routine and so on, in the order of
/// their names. Nobody has to run them in an order: they say what is wanted, and are read as
/// `offline:postgresql?sql=FOLDER`. Equal for equal schemas.
std::vector<ObjectFile> sql_files_of(const schema::Schema& schema, const Names& names);

}  // namespace ebbtide
