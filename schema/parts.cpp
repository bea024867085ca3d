#include "schema/parts.h"

namespace ebbtide::schema {

std::vector<std::string> columns_of(const Index& index) {
  std::vector<std::string> columns;
  for (const IndexPart& part : index.parts) columns.push_back(part.is_expression ? "" : part.text);
  return columns;
}

bool leads(const std::vector<std::string>& columns, const std::vector<std::string>& of_index) {
  if (columns.empty() || of_index.size() < columns.size()) return false;
  return std::all_of(of_index.begin(),
                     of_index.begin() + static_cast<std::ptrdiff_t>(columns.size()),
                     [&](const std::string& one) { return has_name(columns, one); });
}

}  // namespace ebbtide::schema
