#include "operations/db_doc.h"

#include "operations/schema_reading.h"
#include "operations/script.h"

namespace ebbtide {

Documentation document(const Project& project, OpenDatabase& database,
                       const std::vector<std::string>& schemas, const Surroundings& with) {
  const ToldOperation told(with.observer, "db-doc");
  schema::Scope scope;
  scope.schemas = schemas;
  Documentation all{database.shown(), schema_of(database, scope, project.files()), {}};
  const History history = recorded_history(database);
  for (const ChangeSet& one : project.changelog().change_sets) {
    const HistoryRow* const row = history.find(one.id);
    DocumentedChangeSet told_one{one.id, one.where.to_text(), one.description()};
    told_one.comments = one.comments;
    told_one.context = one.full_context().empty() ? Text() : Text(one.full_context());
    told_one.labels = one.full_labels().empty() ? Text() : Text(one.full_labels());
    if (row != nullptr) {
      told_one.ran_at = row->executed_at.empty() ? "before" : row->executed_at;
      told_one.tag = row->tag;
    }
    all.change_sets.push_back(std::move(told_one));
  }
  return all;
}

}  // namespace ebbtide
