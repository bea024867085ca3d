// `${name}` in a text, in the values it brings and in the names themselves:
//
//   ${a}        its value, in which properties are replaced as well
//   ${a${n}}    the inner one first: where n is 1, the value of a1
//   $${a}       a dollar and the value
//   ${ a }      blanks do not count
//   ${:a}       `${a}` itself, where escaping is on
//   ${nobody}   stays, or is nothing, or an error (MissingProperty)
//   ${a         is never closed: stays
//
// The value is not read a second time, so that a `${` that two values make together is none. A
// value may name its own property, directly or over others: depth is bounded. So is what comes of
// it, since ten properties that each name the one before ten times are ten billion letters.
#include "changelog/property_values.h"

#include "changelog/expansion_failed.h"
#include "changelog/properties.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {

const Selection& PropertyValues::selection() const { return declared_->selection(); }

Text PropertyValues::find(std::string_view name, const std::string& file) const {
  if (facts_ != nullptr && starts_with_ignoring_case(name, "database.")) {
    if (Text value = facts_->find(name)) return value;
  }
  return declared_->find(name, file);
}

std::string PropertyValues::value_of(const std::string& expression, const std::string& file,
                                     Work& work) const {
  if (expression.starts_with("${")) return expression;  // was never closed
  if (declared_->supports_escaping() && expression.starts_with(':')) {
    return "${" + std::string(trim(expression.substr(1))) + "}";
  }
  if (const Text value = find(trim(expression), file)) {
    std::string_view rest = *value;
    return expand(rest, file, false, work);
  }
  switch (declared_->missing()) {
    case MissingProperty::empty:
      return "";
    case MissingProperty::error:
      throw ExpansionFailed("Could not resolve expression `${" + expression + "}` in file " + file);
    case MissingProperty::preserve:
      break;
  }
  return "${" + expression + "}";
}

std::string PropertyValues::expand(std::string_view& rest, const std::string& file, bool inside,
                                   Work& work) const {
  constexpr int deepest = 100;
  constexpr std::size_t most_replaced = 100'000, most_written = std::size_t{64} << 20;
  if (++work.depth > deepest) throw ExpansionFailed("a property of the text is defined by itself");
  std::string out;
  while (!rest.empty()) {
    if (rest.starts_with("${")) {
      rest.remove_prefix(2);
      if (++work.replaced > most_replaced)
        throw ExpansionFailed("the text has more than 100000 properties");
      const std::string value = value_of(expand(rest, file, true, work), file, work);
      work.written += value.size();
      if (work.written > most_written)
        throw ExpansionFailed("the properties of the text make it too long");
      out += value;
      continue;
    }
    const std::size_t end = rest.find_first_of(inside ? "$}" : "$", 1);
    const bool closes = inside && rest.front() == '}';
    const std::string_view plain = rest.substr(0, closes ? 1 : end);
    rest.remove_prefix(plain.size());
    if (closes) {
      --work.depth;
      return out;
    }
    out += plain;
  }
  --work.depth;
  return inside ? "${" + out : out;
}

std::string PropertyValues::expand(std::string_view text, const std::string& file) const {
  Work work;
  return expand(text, file, false, work);
}

}  // namespace ebbtide
