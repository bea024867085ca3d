#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/model.h"
#include "sql/effect.h"

namespace ebbtide {

class Catalog;
class Dialect;

/// What a column is no longer, although nobody asked for it.
struct PropertyLoss {
  std::string column;                   ///< `orders.note`
  std::vector<std::string> properties;  ///< `NOT NULL`, `DEFAULT 7`

  /// `NOT NULL, DEFAULT 7 of column orders.note`.
  std::string to_text() const;
};

/// What an effect takes from a column of its table by stating it anew; nothing lost where the list
/// of properties is empty.
PropertyLoss property_loss(const sql::Effect& effect, const schema::Table& table,
                           const Dialect& dialect);

/// The same for all that a statement does, asked of the database as it is before the statement;
/// only for ALTER, and without a question for any other.
std::vector<PropertyLoss> property_losses(std::string_view sql, const Catalog& live,
                                          const Dialect& dialect);

}  // namespace ebbtide
