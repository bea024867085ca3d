#include "database/property_loss.h"

#include <algorithm>

#include "database/catalog.h"
#include "database/dialect.h"
#include "text/ascii.h"

namespace ebbtide {

std::string PropertyLoss::to_text() const {
  return join(properties, ", ") + " of column " + column;
}

PropertyLoss property_loss(const SqlEffect& effect, const Structure& structure,
                           const Dialect& dialect) {
  PropertyLoss loss{effect.object.to_text() + "." + effect.part, {}};
  if (effect.action != SqlAction::alter_column) return loss;
  const StructureObject* const column = structure.column(effect.object.name, effect.part);
  if (column == nullptr || column->definition.empty()) return loss;
  const auto& all = structure.objects();
  const bool is_key = std::any_of(all.begin(), all.end(), [&](const StructureObject& object) {
    return object.kind == "primary key" && equals_ignoring_case(object.table, effect.object.name) &&
           std::any_of(object.columns.begin(), object.columns.end(),
                       [&](const auto& one) { return equals_ignoring_case(one, effect.part); });
  });
  loss.properties = dialect.lost_properties(column->definition, effect.definition, is_key);
  return loss;
}

std::vector<PropertyLoss> property_losses(std::string_view sql, const Catalog& live,
                                          const Dialect& dialect) {
  std::vector<PropertyLoss> losses;
  const std::string words = lower(sql);
  if (!contains(words, "modify") && !contains(words, "change")) return losses;
  for (const SqlEffect& effect : effects_of(sql, dialect)) {
    if (effect.action != SqlAction::alter_column) continue;
    const Structure table = live.table_structure({"", effect.object.schema, effect.object.name});
    PropertyLoss loss = property_loss(effect, table, dialect);
    if (!loss.properties.empty()) losses.push_back(std::move(loss));
  }
  return losses;
}

}  // namespace ebbtide
