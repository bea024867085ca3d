#include "database/driver_types.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// `timestamp(3) with time zone` in its parts.
struct Parts {
  std::string name;  ///< `timestamp with time zone`
  std::string size, digits;
};

Parts parts_of(std::string_view type) {
  const std::size_t open = type.find('(');
  const std::size_t close = type.find(')', open);
  if (open == std::string_view::npos || close == std::string_view::npos)
    return {std::string(type), "", ""};
  const std::string_view inside = type.substr(open + 1, close - open - 1);
  const bool is_number = std::all_of(inside.begin(), inside.end(),
                                     [](char c) { return is_digit(c) || c == ',' || c == ' '; });
  if (!is_number) return {std::string(type), "", ""};
  const auto numbers = split_list(inside);
  return {std::string(trim_end(type.substr(0, open))) + std::string(type.substr(close + 1)),
          numbers.empty() ? "" : numbers[0], numbers.size() > 1 ? numbers[1] : ""};
}

}  // namespace

DriverType driver_type(std::string_view type, const DriverTypes& types) {
  const bool is_array = type.ends_with("[]");
  const Parts parts = parts_of(is_array ? type.substr(0, type.find("[]")) : type);
  const std::string_view unsigned_part = " unsigned";
  std::string name = lower(parts.name);
  const bool is_unsigned = name.ends_with(unsigned_part);
  if (is_unsigned) name.resize(name.size() - unsigned_part.size());
  const auto row = std::find_if(types.rows.begin(), types.rows.end(),
                                [&](const DriverTypeRow& one) { return one.type == name; });
  if (row == types.rows.end()) {
    DriverType told{types.in_capitals ? upper(parts.name) : parts.name, parts.size, parts.digits,
                    std::string(types.bytes)};
    if (is_array) told.name += "[]";
    return told;
  }
  DriverType told{std::string(row->driver) + (is_unsigned ? " UNSIGNED" : ""),
                  row->keeps_size ? parts.size : std::string(row->size),
                  row->keeps_size ? parts.digits : std::string(row->digits),
                  row->bytes.empty() ? parts.size : std::string(row->bytes), row->id};
  if (is_array) told = {told.name + "[]", "", "", told.bytes, 2003};
  return told;
}

std::string type_of_driver(const DriverType& type, const DriverTypes& types) {
  const bool is_array = type.name.ends_with("[]");
  const std::string name = type.name.substr(0, type.name.find("[]"));
  const auto row = std::find_if(types.rows.begin(), types.rows.end(),
                                [&](const DriverTypeRow& one) { return one.driver == name; });
  std::string made(row == types.rows.end() ? std::string_view(name) : row->type);
  // Of a domain the driver tells the size of what it stands on.
  const bool has_size = row == types.rows.end() ? types.in_capitals : row->keeps_size;
  std::string size = has_size ? type.size : "";
  if (!size.empty() && !type.digits.empty()) size += "," + type.digits;
  if (!size.empty()) {
    const std::size_t zone = made.find(" with");
    made.insert(zone == std::string::npos ? made.size() : zone, "(" + size + ")");
  }
  return is_array ? made + "[]" : made;
}

}  // namespace ebbtide
