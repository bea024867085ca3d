#pragma once

#include <string>
#include <vector>

#include "changelog/change_set.h"
#include "database/names.h"
#include "generate/make.h"
#include "generate/options.h"
#include "schema/compare.h"
#include "schema/rename.h"

namespace ebbtide {

/// What was made of a schema or of a difference.
struct Generated {
  std::vector<ChangeSet> change_sets;
  /// Changesets after which something is gone that no rollback brings back, by their places.
  std::vector<std::size_t> losing = {};
  /// What no changeset carries, as `operator public.===`.
  std::vector<std::string> left_out;
};

/// What a schema names and nothing makes, as `operator public.===`.
std::vector<std::string> left_out_of(const schema::Schema& schema);

/// The changesets that make a schema from nothing, each behind all that it needs, with these rows.
/// `names` are those of the database that the schema is of; borrowed.
Generated change_sets_of(const schema::Schema& schema, const Names& names,
                         const GenerateOptions& options, const std::vector<TableRows>& rows = {});

/// The changesets that bring a database from what was found to what is wanted, for these
/// differences of the two: what goes first, then what changes and comes, each with its way back.
/// What was renamed has its new name in `found` already.
Generated change_sets_between(const schema::Schema& found, const schema::Schema& wanted,
                              const std::vector<schema::Difference>& differences,
                              const schema::Renaming& renaming, const Names& names,
                              const GenerateOptions& options);

}  // namespace ebbtide
