#include "database/statement_effect.h"

#include <algorithm>
#include <array>
#include <optional>

#include "database/catalog.h"
#include "sql/cursor.h"
#include "sql/statement.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// A name that is next, as a catalog is asked for it.
struct PlacedName {
  std::string place;
  std::string name;
  ObjectName object() const { return {"", place, name}; }
};

PlacedName take_placed_name(sql::Cursor& words) {
  const sql::Name name = words.take_name().value_or(sql::Name());
  return {name.place, name.name};
}

std::string take_name(sql::Cursor& words) { return words.take_plain_name().value_or(""); }

Applied applied_if(bool is_there) { return is_there ? Applied::yes : Applied::no; }

template <class Keys>
bool has_named(const Keys& keys, std::string_view name) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const auto& key) { return equals_ignoring_case(key.name, name); });
}

bool has_column(const CatalogTable& table, std::string_view name) {
  return has_named(table.columns, name);
}
bool has_index(const CatalogTable& table, std::string_view name) {
  const auto is_it = [&](const CatalogKey& key) {
    return key.valid && equals_ignoring_case(key.name, name);
  };
  return std::any_of(table.indexes.begin(), table.indexes.end(), is_it) ||
         has_named(table.unique_constraints, name);
}
bool has_constraint(const CatalogTable& table, std::string_view name) {
  return has_index(table, name) || has_named(table.foreign_keys, name);
}

/// The columns of a key, `(a, b(10) DESC)`.
std::vector<std::string> take_columns(sql::Cursor& words) {
  std::vector<std::string> columns;
  if (!words.take("(")) return columns;
  while (!words.at_end() && !words.sees(")")) {
    columns.push_back(take_name(words));
    words.skip_brackets();
    while (!words.at_end() && !words.sees(",") && !words.sees(")")) words.skip();
    words.take(",");
  }
  words.take(")");
  return columns;
}

/// A key that was added without a name is found by its columns.
template <class Keys>
bool has_key_on(const Keys& keys, const std::vector<std::string>& columns) {
  return std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
    return std::equal(key.columns.begin(), key.columns.end(), columns.begin(), columns.end(),
                      [](const auto& a, const auto& b) { return equals_ignoring_case(a, b); });
  });
}

/// One action of ALTER TABLE: what it leaves behind in the table; nothing where it leaves nothing
/// and may run again.
class Action {
 public:
  Action(sql::Cursor& words, const ObjectName& name, const std::optional<CatalogTable>& table,
         const Catalog& live)
      : words_(words), name_(name), table_(table), live_(live) {}

  std::optional<Applied> look() {
    if (words_.take("RENAME")) return look_for_rename();
    if (!table_) return Applied::no;
    if (words_.take("ADD")) return look_for_addition();
    if (words_.take("DROP")) return look_for_drop();
    if (words_.take("CHANGE")) {
      words_.take("COLUMN");
      const std::string from = take_name(words_), to = take_name(words_);
      if (equals_ignoring_case(from, to)) return std::nullopt;
      return applied_if(has_column(*table_, to) && !has_column(*table_, from));
    }
    return std::nullopt;
  }

 private:
  std::optional<Applied> look_for_rename() {
    const bool is_column = words_.take("COLUMN");
    const bool is_index = !is_column && words_.take_any({"INDEX", "KEY"});
    const bool is_constraint = !is_column && !is_index && words_.take("CONSTRAINT");
    if (is_column || is_index || is_constraint) {
      const std::string from = take_name(words_);
      words_.take("TO");
      const std::string to = take_name(words_);
      if (!table_) return Applied::no;
      const auto has = [&](const std::string& name) {
        return is_column  ? has_column(*table_, name)
               : is_index ? has_index(*table_, name)
                          : has_constraint(*table_, name) || has_check(name).value_or(false);
      };
      return applied_if(has(to) && !has(from));
    }
    words_.take_any({"TO", "AS"});
    return applied_if(!table_ && live_.table(take_placed_name(words_).object()).has_value());
  }

  std::optional<Applied> look_for_addition() {
    if (words_.take("CONSTRAINT")) {
      if (words_.take_all({"IF", "NOT", "EXISTS"})) return std::nullopt;
      const bool is_unnamed = words_.sees("PRIMARY") || words_.sees("UNIQUE") ||
                              words_.sees("FOREIGN") || words_.sees("CHECK");
      return look_for_key(is_unnamed ? "" : take_name(words_));
    }
    if (words_.sees("PRIMARY") || words_.sees("UNIQUE") || words_.sees("FOREIGN") ||
        words_.sees("CHECK") || words_.sees("INDEX") || words_.sees("KEY") ||
        words_.sees("FULLTEXT") || words_.sees("SPATIAL"))
      return look_for_key("");
    words_.take("COLUMN");
    if (words_.take_all({"IF", "NOT", "EXISTS"})) return std::nullopt;
    words_.take("(");
    return applied_if(has_column(*table_, take_name(words_)));
  }

  std::optional<Applied> look_for_key(std::string name) {
    if (words_.take("CHECK")) return name.empty() ? Applied::unknown : look_for_check(name, true);
    if (words_.take_all({"PRIMARY", "KEY"})) return applied_if(table_->primary_key.has_value());
    const bool is_foreign = words_.take_all({"FOREIGN", "KEY"});
    words_.take_any({"UNIQUE", "FULLTEXT", "SPATIAL"});
    words_.take_any({"INDEX", "KEY"});
    if (words_.take_all({"IF", "NOT", "EXISTS"})) return std::nullopt;
    if (name.empty()) name = take_name(words_);
    if (!name.empty()) return applied_if(has_constraint(*table_, name));
    const auto columns = take_columns(words_);
    return applied_if(is_foreign ? has_key_on(table_->foreign_keys, columns)
                                 : has_key_on(table_->indexes, columns));
  }

  std::optional<Applied> look_for_drop() {
    if (words_.take_all({"PRIMARY", "KEY"})) return applied_if(!table_->primary_key.has_value());
    if (words_.take("DEFAULT")) return std::nullopt;
    const bool is_constraint =
        words_.take_all({"FOREIGN", "KEY"}) || words_.take_any({"CONSTRAINT", "INDEX", "KEY"});
    const bool is_check = !is_constraint && words_.take("CHECK");
    if (!is_constraint && !is_check) words_.take("COLUMN");
    if (words_.take_all({"IF", "EXISTS"})) return std::nullopt;
    const std::string name = take_name(words_);
    if (is_check) return look_for_check(name, false);
    if (!is_constraint) return applied_if(!has_column(*table_, name));
    return applied_if(!has_constraint(*table_, name) && !has_check(name).value_or(false));
  }

  /// Whether the table has a check of this name; nothing where the catalog shows no checks.
  std::optional<bool> has_check(std::string_view name) const {
    const Structure shown = live_.table_structure(name_);
    if (shown.objects().empty()) return std::nullopt;
    return shown.find("check", table_->name, name) != nullptr;
  }

  Applied look_for_check(std::string_view name, bool is_made) const {
    const auto is_there = has_check(name);
    return is_there ? applied_if(*is_there == is_made) : Applied::unknown;
  }

  sql::Cursor& words_;
  const ObjectName& name_;
  const std::optional<CatalogTable>& table_;
  const Catalog& live_;
};

/// To the action behind the next comma.
void skip_action(sql::Cursor& words) {
  while (!words.at_end() && !words.take(",")) {
    if (words.sees("(")) {
      words.skip_brackets();
    } else {
      words.skip();
    }
  }
}

/// The actions of one ALTER TABLE happen together, so that the first that leaves something behind
/// tells for all of them.
Applied look_for_alteration(sql::Cursor& words, const Catalog& live) {
  if (words.take_all({"IF", "EXISTS"})) return Applied::no;
  words.take("ONLY");
  const PlacedName name = take_placed_name(words);
  const ObjectName object = name.object();
  const auto table = live.table(object);
  Applied answer = Applied::no;
  while (!words.at_end()) {
    const auto found = Action(words, object, table, live).look();
    if (found && *found != Applied::unknown) return *found;
    if (found) answer = *found;
    skip_action(words);
  }
  return answer;
}

Applied look_for_index(sql::Cursor& words, const Catalog& live, bool is_made) {
  words.take("CONCURRENTLY");
  if (words.take_all({"IF", "NOT", "EXISTS"}) || words.take_all({"IF", "EXISTS"}))
    return Applied::no;
  const std::string name = words.sees("ON") ? "" : take_placed_name(words).name;
  while (!words.at_end() && !words.sees("ON")) words.skip();  // USING BTREE
  if (!words.take("ON")) return Applied::unknown;
  const auto table = live.table(take_placed_name(words).object());
  if (!table || name.empty()) return Applied::unknown;
  return applied_if(has_index(*table, name) == is_made);
}

/// A procedure, function, trigger or event.
Applied look_for_routine(sql::Cursor& words, const Catalog& live, bool is_made) {
  constexpr std::array<std::string_view, 4> kinds{"PROCEDURE", "FUNCTION", "TRIGGER", "EVENT"};
  const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                 [&](std::string_view one) { return words.take(one); });
  if (kind == kinds.end()) return Applied::unknown;
  if (words.take_all({"IF", "NOT", "EXISTS"}) || words.take_all({"IF", "EXISTS"}))
    return Applied::no;
  const PlacedName name = take_placed_name(words);
  const auto is_there = live.has_routine(*kind, name.object());
  return is_there ? applied_if(*is_there == is_made) : Applied::unknown;
}

Applied look_for_object(sql::Cursor& words, const Catalog& live, bool is_made) {
  const bool is_table = words.take("TABLE"), is_view = !is_table && words.take("VIEW");
  if (!is_table && !is_view && !words.take("SEQUENCE"))
    return look_for_routine(words, live, is_made);
  if (words.take_all({"IF", "NOT", "EXISTS"}) || words.take_all({"IF", "EXISTS"}))
    return Applied::no;
  const PlacedName name = take_placed_name(words);
  const bool is_there = is_table  ? live.table(name.object()).has_value()
                        : is_view ? live.has_view(name.object())
                                  : live.has_sequence(name.object());
  return applied_if(is_there == is_made);
}

Applied look_for_creation(sql::Cursor& words, const Catalog& live) {
  if (words.take_all({"OR", "REPLACE"})) return Applied::no;
  const bool is_index = words.sees("INDEX") || words.sees("INDEX", 1);
  if (is_index) {
    words.take_any({"UNIQUE", "FULLTEXT", "SPATIAL"});
    words.take("INDEX");
    return look_for_index(words, live, true);
  }
  if (words.sees("TEMPORARY") || words.sees("TEMP")) return Applied::unknown;
  // ALGORITHM = …, DEFINER = … and SQL SECURITY … may stand before VIEW.
  while (words.sees("ALGORITHM") || words.sees("DEFINER") || words.sees("SQL")) {
    while (!words.at_end() && !words.sees("VIEW") && !words.sees("PROCEDURE") &&
           !words.sees("FUNCTION") && !words.sees("TRIGGER") && !words.sees("EVENT"))
      words.skip();
  }
  return look_for_object(words, live, true);
}

Applied look_for_renamed_table(sql::Cursor& words, const Catalog& live) {
  const PlacedName from = take_placed_name(words);
  words.take("TO");
  const PlacedName to = take_placed_name(words);
  return applied_if(!live.table(from.object()) && live.table(to.object()).has_value());
}

}  // namespace

Applied look_for_effect(std::string_view sql, const Catalog& live, const sql::Syntax& syntax) {
  constexpr std::size_t enough = 5000;
  sql::Cursor words(sql, syntax, enough);
  if (words.take("CREATE")) return look_for_creation(words, live);
  if (words.take("DROP"))
    return words.take("INDEX") ? look_for_index(words, live, false)
                               : look_for_object(words, live, false);
  if (words.take_all({"RENAME", "TABLE"})) return look_for_renamed_table(words, live);
  if (words.take("ALTER")) {
    words.take_any({"IGNORE", "ONLINE"});
    if (words.take("SYSTEM")) return Applied::no;
    return words.take("TABLE") ? look_for_alteration(words, live) : Applied::unknown;
  }
  const bool may_run_again = sql::look_at(sql, syntax).has(sql::Trait::may_repeat);
  return may_run_again ? Applied::no : Applied::unknown;
}

}  // namespace ebbtide
