#include "database/driver_types.h"

#include <algorithm>
#include <cstdlib>

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

/// ` unsigned zerofill` behind a number of MySQL, in small letters.
std::string sign_of(std::string_view name) {
  for (const std::string_view sign : {" unsigned zerofill", " unsigned"})
    if (name.ends_with(sign)) return std::string(sign);
  return "";
}

/// But for what stands in brackets: the words of an ENUM.
std::string in_capitals(const std::string& name) {
  const std::size_t open = std::min(name.find('('), name.size());
  return upper(name.substr(0, open)) + name.substr(open);
}

/// Of two numbers that are short, since a driver told them.
std::string sum(const std::string& a, const std::string& b) {
  return std::to_string(std::atol(a.c_str()) + std::atol(b.c_str()));
}

}  // namespace

DriverType driver_type(std::string_view type, const DriverTypes& types) {
  const bool is_array = type.ends_with("[]");
  const std::string whole(is_array ? type.substr(0, type.find("[]")) : type);
  Parts parts = parts_of(whole);
  if (types.size_counts_digits && !parts.digits.empty()) {
    parts.size = sum(parts.size, parts.digits);
    // Behind a blank its pattern finds nothing.
    if (contains(whole, ", ")) parts.size = parts.digits = "";
  }
  std::string name = lower(parts.name);
  const std::string sign = sign_of(name);
  name.resize(name.size() - sign.size());
  const auto row_of = [&](const std::string& wanted) {
    return std::find_if(types.rows.begin(), types.rows.end(),
                        [&](const DriverTypeRow& one) { return one.type == wanted; });
  };
  auto row = row_of(lower(whole));
  if (row == types.rows.end()) row = row_of(name);
  if (row == types.rows.end()) {
    DriverType told{types.in_capitals ? in_capitals(parts.name) : parts.name, parts.size,
                    parts.digits, std::string(types.bytes)};
    if (is_array) told.name += "[]";
    return told;
  }
  DriverType told{std::string(row->driver) + upper(sign),
                  row->keeps_size ? parts.size : std::string(row->size),
                  row->keeps_size ? parts.digits : std::string(row->digits),
                  row->bytes.empty() ? parts.size : std::string(row->bytes), row->id};
  if (is_array) told = {told.name + "[]", "", "", told.bytes, 2003};
  return told;
}

std::string type_of_driver(const DriverType& type, const DriverTypes& types) {
  const bool is_array = type.name.ends_with("[]");
  std::string name = type.name.substr(0, type.name.find("[]"));
  const std::string sign = sign_of(lower(name));
  const std::string bare = name.substr(0, name.size() - sign.size());
  const auto row = std::find_if(
      types.rows.begin(), types.rows.end(),
      [&](const DriverTypeRow& one) { return equals_ignoring_case(one.driver, bare); });
  std::string made = row == types.rows.end() ? name : std::string(row->type) + sign;
  // Of a domain the driver tells the size of what it stands on.
  const bool has_size = row == types.rows.end() ? types.in_capitals : row->keeps_size;
  std::string size = has_size ? type.size : "";
  const bool has_digits = !size.empty() && !type.digits.empty();
  if (types.size_counts_digits && has_digits) size = sum(size, "-" + type.digits);
  if (has_digits && type.digits != "0") size += "," + type.digits;
  if (!size.empty()) {
    const std::string_view behind = sign.empty() ? std::string_view(" with") : sign;
    const std::size_t at = made.find(behind);
    made.insert(at == std::string::npos ? made.size() : at, "(" + size + ")");
  }
  return is_array ? made + "[]" : made;
}

}  // namespace ebbtide
