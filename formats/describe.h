#pragma once

#include <span>
#include <string>

#include "changelog/change_set.h"
#include "formats/element.h"

namespace ebbtide {

/// What the file says that a changeset is written into, so that the changeset need not say it.
struct WrittenFile {
  std::string path;  ///< logical, or its name; empty where no changeset names its path
  Quoting quoting = Quoting::legacy;
};

/// Where a field that is a value stands.
Place place_of(const Field& field);

/// The parts of a record by the table of its fields, those that have another value than a new one.
Element describe(std::string_view name, std::span<const Field> fields, const Record& record,
                 Record& fresh);
Element describe(const Change& change);
Element describe(const PreconditionBlock& block);
/// All that a changeset says, so that a reader of what is written finds an equal one. What it
/// inherits from the files around it is not its own and left out.
Element describe(const ChangeSet& change_set, const WrittenFile& file = {});
/// The root of a changelog that says this of itself, without entries.
Element describe(const WrittenFile& file);

}  // namespace ebbtide
