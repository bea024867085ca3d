#include "generate/change_sets.h"

#include <algorithm>

#include "changelog/changes/view.h"
#include "database/definitions.h"
#include "generate/difference.h"

namespace ebbtide {
namespace {

bool runs_on_change(const Piece& piece, const GenerateOptions& options) {
  return std::any_of(piece.changes.begin(), piece.changes.end(), [&](const auto& change) {
    return options.run_on_change.contains(change->type().name);
  });
}

Generated as_change_sets(Pieces pieces, const GenerateOptions& options) {
  Generated made;
  made.change_sets.reserve(pieces.size());
  for (Piece& piece : pieces) {
    if (piece.loses_data) made.losing.push_back(made.change_sets.size());
    ChangeSet& one = made.change_sets.emplace_back();
    one.id = {"", options.id_prefix + "-" + std::to_string(made.change_sets.size()),
              options.author};
    one.context = options.context;
    one.labels = options.labels;
    one.run_on_change = runs_on_change(piece, options);
    if (!piece.comments.empty()) one.comments = piece.comments;
    one.quoting = piece.quoting;
    one.changes = std::move(piece.changes);
    one.rollback = std::move(piece.rollback);
  }
  return made;
}

}  // namespace

std::vector<std::string> left_out_of(const schema::Schema& schema) {
  std::vector<std::string> all;
  for (const schema::Untold& one : schema.untold)
    all.push_back(one.sort + " " + one.name.to_text());
  for (const schema::Table& table : schema.tables)
    if (table.is_foreign) all.push_back("foreign table " + table.name.to_text());
  return all;
}

Generated change_sets_of(const schema::Schema& schema, const Names& names,
                         const GenerateOptions& options, const std::vector<TableRows>& rows) {
  const auto definitions = definitions_for(names);
  const Spelling spelling(*definitions, options);
  const Maker maker(spelling, schema.origin.usual_options);
  Pieces pieces = maker.everything(schema);
  for (const TableRows& one : rows) maker.rows(one, pieces);
  put_in_order(pieces);
  Generated made = as_change_sets(std::move(pieces), options);
  made.left_out = left_out_of(schema);
  return made;
}

Generated change_sets_between(const schema::Schema& found, const schema::Schema& wanted,
                              const std::vector<schema::Difference>& differences,
                              const schema::Renaming& renaming, const Names& names,
                              const GenerateOptions& options) {
  const auto definitions = definitions_for(names);
  const Spelling spelling(*definitions, options);
  Difference difference(found, wanted, renaming, spelling);
  Generated made = as_change_sets(difference.pieces(differences), options);
  made.left_out = difference.left_out();
  return made;
}

}  // namespace ebbtide
