// MySQL's MODIFY and CHANGE state a column anew: ALTER TABLE t MODIFY a bigint also takes NOT NULL
// and DEFAULT from a, which nobody asked for. renameColumn, modifyDataType and addNotNullConstraint
// are written so there. What is lost is told by two definitions, that of the column as it is and
// that of the statement; how to read these is the dialect's (lost_properties).
#include "database/property_loss.h"

#include "database/catalog.h"
#include "database/dialect.h"
#include "schema/parts.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {

std::string PropertyLoss::to_text() const {
  return join(properties, ", ") + " of column " + column;
}

PropertyLoss property_loss(const sql::Effect& effect, const schema::Table& table,
                           const Dialect& dialect) {
  PropertyLoss loss{effect.object.to_text() + "." + effect.part, {}};
  if (!effect.is(sql::Verb::alter, sql::Thing::column) || !effect.shape) return loss;
  const auto column = schema::find_part(table.columns, effect.part);
  if (column == table.columns.end() || column->definition.empty()) return loss;
  const bool is_key =
      table.primary_key && schema::has_name(table.primary_key->columns, effect.part);
  loss.properties = dialect.lost_properties(column->definition, effect.shape->definition, is_key);
  return loss;
}

std::vector<PropertyLoss> property_losses(std::string_view sql, const Catalog& live,
                                          const Dialect& dialect) {
  std::vector<PropertyLoss> losses;
  if (!dialect.facts().has(Feature::restates_columns)) return losses;
  // Statements can be long, and few are such.
  if (!sql::Cursor(sql, dialect.facts().syntax, 1).sees("alter")) return losses;
  for (const sql::Effect& effect : sql::effects_of(sql, dialect.facts().syntax)) {
    if (!effect.is(sql::Verb::alter, sql::Thing::column)) continue;
    const auto table = live.table({"", effect.object.place, effect.object.name});
    if (!table) continue;
    PropertyLoss loss = property_loss(effect, *table, dialect);
    if (!loss.properties.empty()) losses.push_back(std::move(loss));
  }
  return losses;
}

}  // namespace ebbtide
