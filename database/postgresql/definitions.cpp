// A type is declared as people write it, `varchar(20)`, where the dialect's word for it is what the
// server prints as `character varying(20)`; any other type is no matter of createTable.
//
// A default that the server prints as the present moment is put in brackets: else the dialect, as
// Liquibase does, makes NOW() of CURRENT_TIMESTAMP, which is printed otherwise.
//
// The server prints keys, checks, indexes and views as statements, and tables and columns not at
// all: these are put together here.
//
//   columns        with their identity and the name of its sequence; a serial one asks its
//                  sequence, which is made before and belongs to it behind
//   primary key    within the table; all other constraints are statements of their own
//   a partition    as a table of its own, and attached: its columns may stand in another order than
//                  its parent's
//   the rest       storage parameters, row security, statistics of columns, comments: in statements
//                  behind it
//
// Of numbers only what is not usual is said; what is usual hangs on the type and on the direction:
// a sequence that falls begins at -1 and ends at the least number of its type.
#include "database/postgresql/definitions.h"

#include <algorithm>
#include <array>

#include "database/facts.h"
#include "database/literals.h"
#include "sql/data_type.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Kind;
using schema::Numbering;

struct TypeSpelling {
  std::string_view declared, printed;
};

/// How the types that have several names are written, and printed by the server. What stands in
/// brackets follows both, and `with time zone` after that.
constexpr std::array spellings{
    TypeSpelling{"varchar", "character varying"},
    TypeSpelling{"char", "character"},
    TypeSpelling{"int", "integer"},
    TypeSpelling{"decimal", "numeric"},
    TypeSpelling{"bool", "boolean"},
    TypeSpelling{"varbit", "bit varying"},
    TypeSpelling{"float8", "double precision"},
    TypeSpelling{"double", "double precision"},
};

/// The first words of a type and the rest: `character varying`, `(20)`.
std::pair<std::string, std::string> parts_of(const std::string& type) {
  const std::size_t end = std::min(type.find_first_of("([", 0), type.size());
  return {std::string(trim_end(type.substr(0, end))), type.substr(end)};
}

/// A type as SQL has it, the way the server prints it.
std::string printed(const std::string& type) {
  auto [words, rest] = parts_of(lower(type));
  for (const TypeSpelling& one : spellings) {
    if (words == one.declared) words = one.printed;
  }
  return words + replace_all(rest, ", ", ",");
}

/// `'it''s'` of `'it''s'::text`, where the rest is a cast to what the server takes the column for;
/// nothing where the text is anything else.
std::optional<std::string> plain_text(std::string_view by_default, const std::string& type) {
  if (!by_default.starts_with('\'')) return std::nullopt;
  std::string text;
  std::size_t at = 1;
  for (; at < by_default.size(); ++at) {
    if (by_default[at] == '\'') {
      if (at + 1 == by_default.size() || by_default[at + 1] != '\'') break;
      ++at;
    }
    text += by_default[at];
  }
  if (at >= by_default.size()) return std::nullopt;
  const std::string cast = parts_of(type).first == "character" ? "bpchar" : parts_of(type).first;
  if (by_default.substr(at + 1) != "::" + cast) return std::nullopt;
  return text;
}

bool is_sayable_text(const std::string& text) {
  return !equals_ignoring_case(text, "null") && trim(text) == text &&
         text.find_first_of("\\\n\r\t") == std::string::npos && !contains(text, "${");
}

const schema::Option* find_option(const std::vector<schema::Option>& options,
                                  std::string_view name) {
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const schema::Option& one) { return one.name == name; });
  return found == options.end() ? nullptr : &*found;
}

/// What an option is that is no storage parameter.
constexpr std::string_view own_table_options[] = {"access method",
                                                  "clustered",
                                                  "force row security",
                                                  "include",
                                                  "nulls not distinct",
                                                  "of type",
                                                  "replica identity",
                                                  "row security",
                                                  "server",
                                                  "server options",
                                                  "tablespace",
                                                  "unlogged",
                                                  "no data",
                                                  "prefix"};

bool is_storage(const schema::Option& option) {
  return std::find(std::begin(own_table_options), std::end(own_table_options), option.name) ==
             std::end(own_table_options) &&
         !option.name.starts_with("default of ");
}

/// `fillfactor=70, toast.autovacuum_enabled=off`; empty for none.
std::string storage_text(const std::vector<schema::Option>& options, const Facts& facts) {
  std::vector<std::string> parts;
  for (const schema::Option& option : options) {
    if (!is_storage(option)) continue;
    const bool is_plain = std::all_of(option.value.begin(), option.value.end(),
                                      [](char c) { return is_word(c) || c == '.' || c == '-'; });
    parts.push_back(
        option.name + "=" +
        (is_plain && !option.value.empty() ? option.value : text_literal(option.value, facts)));
  }
  return join(parts, ", ");
}

std::string most(std::string_view type) {
  return type == "smallint" ? "32767" : type == "integer" ? "2147483647" : "9223372036854775807";
}

std::string least(std::string_view type) {
  return type == "smallint" ? "-32768" : type == "integer" ? "-2147483648" : "-9223372036854775808";
}

/// What a sequence is said to be beyond its name, as far as it is not what it would be anyway.
template <class Numbers>
std::string numbers_text(const Numbers& one, bool with_type) {
  const bool is_falling = one.increment.starts_with('-');
  const std::string minimum = is_falling ? least(one.type) : "1";
  const std::string maximum = is_falling ? "-1" : most(one.type);
  std::string text;
  if (with_type && one.type != "bigint" && !one.type.empty()) text += " AS " + one.type;
  if (!one.start.empty() && one.start != (is_falling ? one.maximum : one.minimum))
    text += " START WITH " + one.start;
  if (!one.increment.empty() && one.increment != "1") text += " INCREMENT BY " + one.increment;
  if (!one.minimum.empty() && one.minimum != minimum) text += " MINVALUE " + one.minimum;
  if (!one.maximum.empty() && one.maximum != maximum) text += " MAXVALUE " + one.maximum;
  if (!one.cache.empty() && one.cache != "1") text += " CACHE " + one.cache;
  if (one.cycles) text += " CYCLE";
  return text;
}

}  // namespace

bool counts_as_usual(const Numbering& numbering) { return numbers_text(numbering, false).empty(); }

std::optional<std::string> PostgresqlDefinitions::declared_type(const std::string& type) const {
  // Liquibase puts what is in brackets behind those of the array.
  if (contains(type, "\"") || (contains(type, "[") && contains(type, "("))) return std::nullopt;
  std::vector<std::string> candidates;
  const auto [words, rest] = parts_of(type);
  for (const TypeSpelling& one : spellings) {
    if (one.printed == words) candidates.push_back(std::string(one.declared) + rest);
  }
  candidates.push_back(type);
  for (const std::string& one : candidates) {
    const DataType parsed = DataType::parse(one);
    if (!parsed.auto_increment && printed(names().type(parsed)) == type) return one;
  }
  return std::nullopt;
}

std::optional<Literal> PostgresqlDefinitions::declared_default(const schema::Column& column) const {
  if (column.generated || !column.by_default) return Definitions::declared_default(column);
  const std::string& text = *column.by_default;
  if (column.type == "boolean" && (text == "true" || text == "false"))
    return Literal{Literal::Kind::boolean, text};
  const DataType type = DataType::parse(column.type);
  if (const auto plain = plain_text(text, column.type)) {
    const Literal said{Literal::Kind::text, *plain};
    const bool is_text = type.is_text() || column.type == "text";
    if (is_text && is_sayable_text(*plain) &&
        literal_of_type(said, type, names()) == text.substr(0, text.rfind("::")))
      return said;
  }
  const bool is_changed =
      is_now(text, facts()) && !equals_ignoring_case(text, facts().spellings.now);
  auto usual = Definitions::declared_default(column);
  if (!usual || usual->kind == Literal::Kind::text || equals_ignoring_case(text, "null"))
    return Literal{Literal::Kind::function, is_changed ? "(" + text + ")" : text};
  return usual;
}

bool PostgresqlDefinitions::says_table(const schema::Table& table) const {
  const bool has_own =
      std::any_of(table.options.begin(), table.options.end(), [](const schema::Option& option) {
        return option.name == "unlogged" || option.name == "of type" ||
               option.name == "tablespace" || option.name == "access method";
      });
  return !has_own && !table.partitioned_by && table.parents.empty() && !table.bound &&
         !table.is_foreign && !table.columns.empty();
}

bool PostgresqlDefinitions::says_numbering(const schema::Table& table,
                                           const schema::Column& column) const {
  Numbering numbering = *column.numbering;
  if (numbering.kind == Numbering::Kind::serial) return true;
  const std::string usual = table.name.name + "_" + column.name + "_seq";
  // What createTable says of numbers.
  numbering.start = numbering.increment.starts_with('-') ? numbering.maximum : numbering.minimum;
  if (!numbering.increment.starts_with('-')) numbering.increment = "1";
  return numbering.sequence.name == usual && counts_as_usual(numbering) &&
         !numbering.increment.starts_with('-');
}

bool PostgresqlDefinitions::says_index(const schema::Index& index) const {
  return Definitions::says_index(index) && index.method == "btree";
}

std::string PostgresqlDefinitions::numbering_text(const Numbering& numbering) const {
  const std::string numbers = numbers_text(numbering, false);
  return std::string(" GENERATED ") +
         (numbering.kind == Numbering::Kind::identity_always ? "ALWAYS" : "BY DEFAULT") +
         " AS IDENTITY (SEQUENCE NAME " + object(numbering.sequence) + numbers + ")";
}

std::string PostgresqlDefinitions::column_text(const schema::Column& column) const {
  std::string text = quoted(column.name) + " " + column.type;
  if (column.collation) text += " COLLATE " + quoted(*column.collation);
  if (column.generated) {
    text += " GENERATED ALWAYS AS (" + *column.generated + ")" +
            (column.is_stored ? " STORED" : " VIRTUAL");
  } else if (column.numbering && column.numbering->kind != Numbering::Kind::serial) {
    text += numbering_text(*column.numbering);
  } else if (column.numbering) {
    text += " DEFAULT nextval(" + text_literal(object(column.numbering->sequence), facts()) +
            "::regclass)";
  } else if (column.by_default) {
    text += " DEFAULT " + *column.by_default;
  }
  return text + (column.nullable ? "" : " NOT NULL");
}

Definitions::Statements PostgresqlDefinitions::create_table(const schema::Table& table) const {
  const bool is_partition = table.bound.has_value();
  std::vector<std::string> parts;
  for (const schema::Column& column : table.columns) {
    if (!column.is_inherited || is_partition) parts.push_back(column_text(column));
  }
  if (table.primary_key && !is_partition)
    parts.push_back("CONSTRAINT " + quoted(table.primary_key->name) + " " +
                    table.primary_key->definition);
  const auto value_of = [&](std::string_view name) {
    const schema::Option* const option = find_option(table.options, name);
    return option == nullptr ? std::string() : option->value;
  };
  std::string text = "CREATE ";
  if (find_option(table.options, "unlogged") != nullptr) text += "UNLOGGED ";
  if (table.is_foreign) text += "FOREIGN ";
  text += "TABLE " + object(table.name) + " (\n  " + join(parts, ",\n  ") + "\n)";
  if (parts.empty()) text = text.substr(0, text.find('(')) + "()";
  std::vector<std::string> parents;
  for (const sql::Name& parent : table.parents) parents.push_back(object(parent));
  if (!parents.empty() && !is_partition) text += " INHERITS (" + join(parents, ", ") + ")";
  if (table.partitioned_by) text += " PARTITION BY " + *table.partitioned_by;
  if (const std::string method = value_of("access method"); !method.empty())
    text += " USING " + quoted(method);
  if (const std::string storage = storage_text(table.options, facts()); !storage.empty())
    text += " WITH (" + storage + ")";
  if (const std::string place = value_of("tablespace"); !place.empty())
    text += " TABLESPACE " + quoted(place);
  Statements all{std::move(text)};
  if (is_partition && !parents.empty())
    all.push_back(alter_table(table.parents.front()) + " ATTACH PARTITION " + object(table.name) +
                  " " + *table.bound);
  return all;
}

Definitions::Statements PostgresqlDefinitions::column_settings(const schema::Table& table,
                                                               const schema::Column& column) const {
  const std::string alter =
      "ALTER TABLE ONLY " + object(table.name) + " ALTER COLUMN " + quoted(column.name);
  Statements all;
  std::vector<std::string> others;
  for (const schema::Option& option : column.options) {
    if (option.name == "storage") {
      const std::string& letter = option.value;
      all.push_back(alter + " SET STORAGE " +
                    (letter == "p"   ? "PLAIN"
                     : letter == "e" ? "EXTERNAL"
                     : letter == "m" ? "MAIN"
                                     : "EXTENDED"));
    } else if (option.name == "compression") {
      all.push_back(alter + " SET COMPRESSION " + (option.value == "l" ? "lz4" : "pglz"));
    } else if (option.name == "statistics") {
      all.push_back(alter + " SET STATISTICS " + option.value);
    } else {
      others.push_back(option.name + "=" + option.value);
    }
  }
  if (!others.empty()) all.push_back(alter + " SET (" + join(others, ", ") + ")");
  return all;
}

Definitions::Statements PostgresqlDefinitions::finish_table(const schema::Table& table,
                                                            bool was_said) const {
  Statements all;
  const std::string storage = storage_text(table.options, facts());
  if (was_said && !storage.empty())
    all.push_back(alter_table(table.name) + " SET (" + storage + ")");
  if (find_option(table.options, "row security") != nullptr)
    all.push_back(alter_table(table.name) + " ENABLE ROW LEVEL SECURITY");
  if (find_option(table.options, "force row security") != nullptr)
    all.push_back(alter_table(table.name) + " FORCE ROW LEVEL SECURITY");
  const schema::Option* const identity = find_option(table.options, "replica identity");
  if (identity != nullptr && identity->value != "index")
    all.push_back(alter_table(table.name) + " REPLICA IDENTITY " + upper(identity->value));
  for (const schema::Column& column : table.columns) {
    for (std::string& one : column_settings(table, column)) all.push_back(std::move(one));
  }
  if (!was_said) {
    all.push_back(comment(Kind::table, table.name, "", table.comment));
    for (const schema::Column& column : table.columns)
      all.push_back(comment(Kind::column, table.name, column.name, column.comment));
  }
  if (table.primary_key)
    all.push_back(comment(Kind::primary_key, table.name, table.primary_key->name,
                          table.primary_key->comment));
  std::erase(all, "");
  return all;
}

std::string PostgresqlDefinitions::comment(Kind kind, const sql::Name& object,
                                           std::string_view part, const schema::Text& text) const {
  if (!text) return "";
  const std::string words = statement_words(kind);
  const std::string is = " IS " + text_literal(*text, facts());
  if (kind == Kind::column)
    return "COMMENT ON COLUMN " + this->object(object) + "." + quoted(part) + is;
  if (kind == Kind::index)
    return "COMMENT ON INDEX " + this->object({object.place, std::string(part)}) + is;
  const bool is_part =
      words == "CONSTRAINT" || kind == Kind::trigger || kind == Kind::rule || kind == Kind::policy;
  if (is_part)
    return "COMMENT ON " + words + " " + quoted(part) + " ON " + this->object(object) + is;
  const std::string arguments = part.empty() ? "" : "(" + std::string(part) + ")";
  return "COMMENT ON " + words + " " + this->object(object) + arguments + is;
}

}  // namespace ebbtide
