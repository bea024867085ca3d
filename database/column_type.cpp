// Types are written in many ways, and a rule wants to know one thing: what becomes of the values.
// So a type is taken apart into a name, sizes and a sort, and only these are compared. `int4`,
// `serial` and `integer` are one name; a display width says nothing of the values and is dropped:
// `int(11)` is `int`. `tinyint(1)` and `bit(1)` are `boolean`: so a yes or no is written on MySQL.
//
// What a change costs, decided from top to bottom:
//
//   same, or not known           nothing
//   array and no array           has to be parsed
//   number to number             digits before the point: refused where there are fewer. Behind the
//                                point: cut. Floating to integer, to fewer bytes or to a number
//                                with sizes: cut
//   text to text, binary to binary
//                                by length; a type without a limit holds all. MySQL's tinytext,
//                                text, mediumtext and longtext by their order
//   moment to day or time        cut; so is a moment to one with fewer digits of a second
//   integer to yes or no         cut
//   text to anything else        has to be parsed
//   anything to text             fits, but for a number in fewer than 20 letters
//   all else                     not told
//
// An unsigned integer that becomes signed loses its upper half at the same width, a signed one its
// negatives at any. What a type without sizes can hold is for the database to say (TypeDefaults):
// PostgreSQL's `numeric` is any number, so that one with sizes cuts it; MySQL's has ten digits.
//
// Another question is what PostgreSQL rewrites. It keeps the bytes for a longer varchar, text, more
// digits at the same scale, a longer varbit, cidr as inet, and more digits of a second. All else
// writes every row again. SQLite asks neither: there a type is an affinity, found in the declared
// text by SQLite's own five rules, in their order: INT; CHAR, CLOB, TEXT; BLOB or none; REAL, FLOA,
// DOUB; else numeric.
#include "database/column_type.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "text/ascii.h"

namespace ebbtide {
namespace {

using Sort = ColumnType::Sort;

struct Named {
  std::string_view spelling;
  std::string_view name;
  Sort sort;
};
/// The longer spellings first.
constexpr Named names[] = {
    {"character varying", "varchar", Sort::text},
    {"nvarchar", "varchar", Sort::text},
    {"varchar2", "varchar", Sort::text},
    {"varchar", "varchar", Sort::text},
    {"tinytext", "tinytext", Sort::text},
    {"mediumtext", "mediumtext", Sort::text},
    {"longtext", "longtext", Sort::text},
    {"text", "text", Sort::text},
    {"clob", "text", Sort::text},
    {"citext", "citext", Sort::other},
    {"character", "char", Sort::text},
    {"nchar", "char", Sort::text},
    {"bpchar", "char", Sort::text},
    {"char", "char", Sort::text},
    {"double precision", "double", Sort::floating},
    {"double", "double", Sort::floating},
    {"float8", "double", Sort::floating},
    {"float4", "real", Sort::floating},
    {"float", "float", Sort::floating},
    {"real", "real", Sort::floating},
    {"bigserial", "bigint", Sort::integer},
    {"smallserial", "smallint", Sort::integer},
    {"serial8", "bigint", Sort::integer},
    {"serial4", "int", Sort::integer},
    {"serial2", "smallint", Sort::integer},
    {"serial", "int", Sort::integer},
    {"tinyint", "tinyint", Sort::integer},
    {"smallint", "smallint", Sort::integer},
    {"mediumint", "mediumint", Sort::integer},
    {"bigint", "bigint", Sort::integer},
    {"integer", "int", Sort::integer},
    {"int8", "bigint", Sort::integer},
    {"int4", "int", Sort::integer},
    {"int2", "smallint", Sort::integer},
    {"int", "int", Sort::integer},
    {"numeric", "numeric", Sort::number},
    {"decimal", "numeric", Sort::number},
    {"dec", "numeric", Sort::number},
    {"number", "numeric", Sort::number},
    {"money", "money", Sort::other},
    {"boolean", "boolean", Sort::other},
    {"bool", "boolean", Sort::other},
    {"timestamp with time zone", "timestamptz", Sort::moment},
    {"timestamp without time zone", "timestamp", Sort::moment},
    {"timestamptz", "timestamptz", Sort::moment},
    {"timestamp", "timestamp", Sort::moment},
    {"datetime", "timestamp", Sort::moment},
    {"date", "date", Sort::day},
    {"timetz", "timetz", Sort::time},
    {"time", "time", Sort::time},
    {"bit varying", "varbit", Sort::binary},
    {"varbit", "varbit", Sort::binary},
    {"bit", "bit", Sort::binary},
    {"bytea", "blob", Sort::binary},
    {"varbinary", "varbinary", Sort::binary},
    {"binary", "binary", Sort::binary},
    {"tinyblob", "tinyblob", Sort::binary},
    {"mediumblob", "mediumblob", Sort::binary},
    {"longblob", "longblob", Sort::binary},
    {"blob", "blob", Sort::binary},
    {"enum", "enum", Sort::list},
    {"set", "set", Sort::list},
};

/// Which quote a text is in behind this letter; 0 outside of texts. MySQL takes both quotes.
char quote_behind(char quote, char letter) {
  if (quote != '\0') return letter == quote ? '\0' : quote;
  return letter == '\'' || letter == '"' ? letter : '\0';
}

/// The text up to where a bracket closes that is open at its beginning.
std::string_view in_brackets(std::string_view text) {
  char quote = '\0';
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (quote != '\0' && text[i] == '\\') {
      ++i;
      continue;
    }
    quote = quote_behind(quote, text[i]);
    if (text[i] == ')' && quote == '\0') return text.substr(1, i - 1);
  }
  return text.substr(std::min<std::size_t>(1, text.size()));
}

std::vector<std::string> list_values(std::string_view text) {
  std::vector<std::string> values;
  std::string value;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quote != '\0' && text[i] == '\\' && i + 1 < text.size()) {
      value += text[++i];
      continue;
    }
    const char before = quote;
    quote = quote_behind(quote, text[i]);
    const bool is_doubled =
        before != '\0' && quote == '\0' && text.substr(i + 1, 1) == text.substr(i, 1);
    if (is_doubled) {
      value += text[i++];
      quote = before;
    } else if (before != '\0' && quote == '\0') {
      values.push_back(std::exchange(value, ""));
    } else if (before != '\0') {
      value += text[i];
    }
  }
  // Blanks at the end of a value do not count.
  for (std::string& one : values) {
    while (one.ends_with(' ')) one.pop_back();
  }
  return values;
}

std::vector<int> sizes_of(std::string_view text) {
  std::vector<int> sizes;
  for (const std::string_view part : split(text, ',')) {
    const std::string_view digits = trim(part);
    int size = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), size).ec == std::errc())
      sizes.push_back(size);
  }
  return sizes;
}

/// One blank between words, and none before a bracket.
std::string folded(std::string_view type) {
  std::string text;
  for (const char c : type) {
    const char one = is_space(c) ? ' ' : c;
    if (one == ' ' && (text.empty() || text.back() == ' ')) continue;
    if (one == '(' && text.ends_with(' ')) text.pop_back();
    text += one;
  }
  return text;
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return starts_with_ignoring_case(text, word) &&
         (text.size() == word.size() || !is_word(text[word.size()]));
}

}  // namespace

ColumnType ColumnType::parse(std::string_view written) {
  ColumnType type;
  const std::string text = folded(written);
  const std::string small = lower(text);
  const std::size_t open = text.find('(');
  std::string plain = small;
  if (open != std::string::npos) {
    const std::string_view inside = in_brackets(std::string_view(text).substr(open));
    plain = small.substr(0, open) + small.substr(std::min(open + inside.size() + 2, small.size()));
    type.sizes = sizes_of(inside);
    type.values = list_values(inside);
  }
  for (const Named& one : names) {
    if (!begins_with_word(plain, one.spelling)) continue;
    type.name = one.name;
    type.sort = one.sort;
    break;
  }
  if (type.name.empty()) {
    type.name = plain.substr(0, plain.find(' '));
    type.sort = plain.empty() ? Sort::unknown : Sort::other;
  }
  type.is_serial = contains(plain, "serial");
  type.is_unsigned = contains(plain, "unsigned");
  type.is_array = contains(plain, "[");
  const bool is_yes_or_no =
      (type.name == "tinyint" || type.name == "bit") &&
      (type.sizes == std::vector{1} || (type.name == "bit" && type.sizes.empty()));
  if (is_yes_or_no) {
    type.name = "boolean";
    type.sort = Sort::other;
  }
  if (type.sort == Sort::integer || type.name == "boolean") type.sizes.clear();
  if (type.sort != Sort::list) type.values.clear();
  return type;
}

int ColumnType::length() const {
  if (name == "tinytext" || name == "tinyblob") return 255;
  if (name == "mediumtext" || name == "mediumblob") return 16'777'215;
  if (sizes.empty()) return name == "char" ? 1 : -1;
  return sizes.front();
}

int ColumnType::width() const {
  if (name == "tinyint") return 1;
  if (name == "smallint") return 2;
  if (name == "mediumint") return 3;
  return name == "bigint" ? 8 : 4;
}

namespace {

/// How many digits a number has before and behind its point; of one without sizes as many as
/// wanted.
struct Digits {
  int whole = 1000;
  int scale = 1000;
};

Digits digits_of(const ColumnType& type) {
  if (type.sort == Sort::integer) return {type.width() == 8 ? 19 : type.width() >= 4 ? 10 : 5, 0};
  if (type.sizes.empty()) return {};
  const int scale = type.sizes.size() > 1 ? type.sizes[1] : 0;
  return {type.sizes[0] - scale, scale};
}

TypeLoss loss_of_floating(const ColumnType& from, const ColumnType& to) {
  const bool gets_shorter = from.name == "double" && to.name == "real";
  const bool is_rounded = to.sort == Sort::integer || !to.sizes.empty();
  return gets_shorter || is_rounded ? TypeLoss::cut : TypeLoss::none;
}

TypeLoss loss_of_number(const ColumnType& from, const ColumnType& to) {
  if (from.sort == Sort::floating) return loss_of_floating(from, to);
  if (from.sort == Sort::integer && to.sort == Sort::integer) {
    if (to.is_unsigned && !from.is_unsigned) return TypeLoss::refused;
    if (to.width() < from.width()) return TypeLoss::refused;
    const bool may_grow = from.is_unsigned && !to.is_unsigned && to.width() == from.width();
    return may_grow ? TypeLoss::refused : TypeLoss::none;
  }
  const Digits before = digits_of(from), after = digits_of(to);
  if (to.sort == Sort::floating) return TypeLoss::none;
  if (after.scale < before.scale && from.sort != Sort::integer) return TypeLoss::cut;
  if (to.sort == Sort::integer && from.sort == Sort::number && before.scale != 0)
    return TypeLoss::cut;
  return after.whole < before.whole && before.whole != 1000 ? TypeLoss::refused : TypeLoss::none;
}

bool is_number(const ColumnType& type) {
  return type.sort == Sort::integer || type.sort == Sort::number || type.sort == Sort::floating;
}

/// The place among MySQL's four sizes of texts, 0 for another type. `text` has a limit there, and
/// is without one elsewhere; beside one of the others it is MySQL's.
int size_class(const ColumnType& type) {
  constexpr std::string_view texts[] = {"tinytext", "text", "mediumtext", "longtext"};
  constexpr std::string_view blobs[] = {"tinyblob", "blob", "mediumblob", "longblob"};
  if (!type.sizes.empty()) return 0;
  for (int i = 0; i < 4; ++i)
    if (type.name == texts[i] || type.name == blobs[i]) return i + 1;
  return 0;
}

TypeLoss loss_of_text(const ColumnType& from, const ColumnType& to) {
  const int size_before = size_class(from), size_after = size_class(to);
  if (size_before > 0 && size_after > 0)
    return size_after < size_before ? TypeLoss::refused : TypeLoss::none;
  const int before = from.length(), after = to.length();
  if (after == -1) return TypeLoss::none;
  if (before == -1 || after < before) return TypeLoss::refused;
  return TypeLoss::none;
}

}  // namespace

ColumnType completed(ColumnType type, const TypeDefaults& defaults) {
  if (type.sort == Sort::number && type.sizes.empty() && defaults.number_digits > 0)
    type.sizes = {defaults.number_digits, 0};
  if ((type.sort == Sort::moment || type.sort == Sort::time) && type.sizes.empty())
    type.sizes = {defaults.moment_digits};
  if (type.sort != Sort::floating) return type;
  constexpr int single_bits = 24;
  const bool is_single = type.name == "float" && type.sizes.size() == 1
                             ? type.sizes.front() <= single_bits
                             : type.name == defaults.single_precision;
  type.name = is_single ? "real" : "double";
  type.sizes.clear();
  return type;
}

TypeLoss loss_between(const ColumnType& from, const ColumnType& to) {
  if (from == to || from.sort == Sort::unknown || to.sort == Sort::unknown) return TypeLoss::none;
  if (from.is_array != to.is_array) return TypeLoss::parsed;
  if (is_number(from) && is_number(to)) return loss_of_number(from, to);
  const bool are_texts = from.sort == Sort::text || from.sort == Sort::binary;
  if (are_texts && from.sort == to.sort) return loss_of_text(from, to);
  const bool are_times =
      from.sort == to.sort && (from.sort == Sort::moment || from.sort == Sort::time);
  if (are_times && !from.sizes.empty() && !to.sizes.empty())
    return to.sizes.front() < from.sizes.front() ? TypeLoss::cut : TypeLoss::none;
  if (from.sort == Sort::moment && (to.sort == Sort::day || to.sort == Sort::time))
    return TypeLoss::cut;
  if (from.sort == Sort::text) return TypeLoss::parsed;
  // A tinyint is a tinyint(1), whatever it is called.
  if (from.sort == Sort::integer && from.name != "tinyint" && to.name == "boolean")
    return TypeLoss::cut;
  if (from.sort == Sort::list || to.sort != Sort::text) return TypeLoss::none;
  const bool may_be_cut = to.length() != -1 && is_number(from) && to.length() < 20;
  return may_be_cut ? TypeLoss::refused : TypeLoss::none;
}

bool is_binary_compatible(const ColumnType& from, const ColumnType& to) {
  if (from.is_array != to.is_array) return false;
  if (from.name == to.name && from.sizes == to.sizes) return true;
  const bool is_text_before = from.name == "varchar" || from.name == "text";
  if (is_text_before && (to.name == "varchar" || to.name == "text"))
    return to.length() == -1 || (from.length() != -1 && to.length() >= from.length());
  if (from.name == "numeric" && to.name == "numeric") {
    if (to.sizes.empty()) return true;
    const Digits before = digits_of(from), after = digits_of(to);
    return !from.sizes.empty() && before.scale == after.scale && after.whole >= before.whole;
  }
  if (from.name == "varbit" && to.name == "varbit")
    return to.sizes.empty() || (!from.sizes.empty() && to.sizes >= from.sizes);
  if (from.name == "cidr" && to.name == "inet") return true;
  const bool are_moments = from.name == to.name && from.sort == Sort::moment;
  return are_moments && (to.sizes.empty() || (!from.sizes.empty() && to.sizes >= from.sizes));
}

bool joins_well(const ColumnType& child, const ColumnType& parent) {
  if (child.sort == Sort::unknown || parent.sort == Sort::unknown) return true;
  if (child.sort == Sort::text && parent.sort == Sort::text) return true;
  if (child.name != parent.name) return false;
  if (child.sort == Sort::integer) return child.is_unsigned == parent.is_unsigned;
  if (child.sort == Sort::number) return child.sizes == parent.sizes;
  return true;
}

namespace {

std::string_view affinity(std::string_view type) {
  const std::string text = upper(std::string(type));
  const auto has = [&](std::string_view part) { return contains(text, part); };
  if (has("INT")) return "integer";
  if (has("CHAR") || has("CLOB") || has("TEXT")) return "text";
  if (has("BLOB") || text.empty()) return "blob";
  return has("REAL") || has("FLOA") || has("DOUB") ? "real" : "numeric";
}

}  // namespace

bool has_same_affinity(std::string_view a, std::string_view b) {
  return affinity(a) == affinity(b);
}

bool only_appends(const ColumnType& from, const ColumnType& to) {
  return from.values.size() <= to.values.size() &&
         std::equal(from.values.begin(), from.values.end(), to.values.begin());
}

}  // namespace ebbtide
