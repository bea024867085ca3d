#pragma once

#include "schema/model.h"

namespace ebbtide::schema {

/// Goes through the names by which objects of a schema refer to others: of tables and views, and,
/// in `uses`, of whatever else an object needs.
template <class Visit>
void for_each_reference(Schema& schema, const Visit& visit) {
  const auto all = [&](std::vector<Name>& names) {
    for (Name& one : names) visit(one);
  };
  for (Table& table : schema.tables) {
    for (ForeignKey& key : table.foreign_keys) visit(key.referenced);
    all(table.parents);
    all(table.uses);
    for (Column& column : table.columns) {
      all(column.uses);
      if (column.numbering && !column.numbering->sequence.name.empty())
        visit(column.numbering.ensure().sequence);
    }
    for (Index& index : table.indexes) all(index.uses);
  }
  for (View& view : schema.views) {
    all(view.uses);
    for (ColumnName& column : view.reads) visit(column.of);
    for (Index& index : view.indexes) all(index.uses);
  }
  for (Type& type : schema.types) all(type.uses);
  for (Routine& routine : schema.routines) all(routine.uses);
  for (Program& program : schema.programs) all(program.uses);
  for (Grant& grant : schema.grants) visit(grant.object);
}

}  // namespace ebbtide::schema
