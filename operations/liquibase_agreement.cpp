// What the JDBC drivers and Liquibase 4.28 lose or change on the way, as it was seen in snapshots
// of real schemas:
//
//   a default      has no quotes (an enum), no brackets (an expression), other digits (0.00, 1E10),
//                  no zone, no fraction of 0 seconds, no other day than today; bits and texts with
//                  a cast are cut; the empty text is none; backslashes stand doubled or not
//   a serial       starts where its sequence stands
//   a key          that is unique is never deferrable
//   NOT NULL       of a column is also that of its domain
//   an index       of several over the same columns there is one, whichever, unique constraints
//                  among them; names with quotes are lost; those that serve an exclusion
//                  constraint, and those that a partition has from its parent, are there
//   a partition    has the keys of its parent as its own
//   on SQLite      unique constraints are indexes that the system has named; every foreign key is
//                  deferred; those without a name are run together into one; columns of an index do
//                  not descend, those with expressions are not there; tables behind a virtual one
//                  are tables, and have hidden columns; a view that names its columns is the whole
//                  statement
//   on MariaDB     queries name the database; sequences say no cache
//
// None of it asks for the database: what was seen on one is unlikely to hide anything on another.
#include "operations/liquibase_agreement.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Column;
using schema::ForeignKey;
using schema::Index;
using schema::Key;
using schema::Schema;
using schema::Table;

template <class Object>
const Object* find_named(const std::vector<Object>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Object& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

/// `12:00` of `12:00+01`.
std::string_view without_zone(std::string_view text) {
  const std::size_t sign = text.find_last_of("+-");
  const bool is_moment = contains(text.substr(0, std::min(sign, text.size())), ":");
  const bool is_zone = sign != std::string_view::npos && is_moment &&
                       text.find_first_not_of("0123456789:", sign + 1) == std::string_view::npos;
  return is_zone ? text.substr(0, sign) : text;
}

/// `12:00:00` of `12:00:00.000`.
std::string_view without_empty_fraction(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  const bool is_empty = dot != std::string_view::npos && contains(text.substr(0, dot), ":") &&
                        text.find_first_not_of('0', dot + 1) == std::string_view::npos;
  return is_empty ? text.substr(0, dot) : text;
}

/// A default without brackets, quotes, cast and zone.
std::string bare(std::string_view text) {
  while (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
  const std::size_t cast = text.rfind("'::");
  const bool is_prefixed = text.starts_with("b'") && text.ends_with('\'');
  if (cast != std::string_view::npos) text = text.substr(0, cast);
  if (is_prefixed) text.remove_prefix(1);
  while (text.starts_with('\'')) text.remove_prefix(1);
  while (text.ends_with('\'')) text.remove_suffix(1);
  const std::string single = replace_all(without_zone(text), "''", "'");
  return replace_all(without_empty_fraction(single), R"(\\)", R"(\)");
}

/// `1.0E10` is 10000000000, and `0.00` is 0.
bool is_same_number(const std::string& a, const std::string& b) {
  char* end_of_a = nullptr;
  char* end_of_b = nullptr;
  const double first = std::strtod(a.c_str(), &end_of_a), other = std::strtod(b.c_str(), &end_of_b);
  const bool are_numbers = !a.empty() && !b.empty() && *end_of_a == '\0' && *end_of_b == '\0';
  return are_numbers && first <= other && first >= other;
}

/// The second of its day that a time is, and -1 where it is none: `-10:00:00` is 14:00:00.
int second_of_day(std::string_view time) {
  const bool is_negative = time.starts_with('-');
  if (is_negative) time.remove_prefix(1);
  const auto parts = split(time, ':');
  if (parts.size() != 3) return -1;
  constexpr int day = 24 * 60 * 60;
  int seconds = 0;
  for (const std::string_view part : parts) {
    const bool is_number =
        !part.empty() && part.size() <= 3 && std::all_of(part.begin(), part.end(), is_digit);
    if (!is_number) return -1;
    seconds = seconds * 60 + std::atoi(std::string(part).c_str());
  }
  seconds %= day;
  return is_negative ? (day - seconds) % day : seconds;
}

/// A driver turns times round at the end of the day.
bool is_same_time(const std::string& told, const std::string& known) {
  const int second = second_of_day(told);
  return second >= 0 && second == second_of_day(known);
}

bool is_same_default(const std::string& told, const std::string& known) {
  const std::string a = bare(told), b = bare(known);
  return a == b || is_same_number(a, b) || is_same_time(a, b);
}

/// Whether a number comes behind another one, counted by these steps.
bool is_ahead(const std::string& number, const std::string& start, const std::string& step) {
  const long long from = std::strtoll(start.c_str(), nullptr, 10);
  const long long to = std::strtoll(number.c_str(), nullptr, 10);
  return step.starts_with('-') ? to < from : to > from;
}

void agree_on_start(Column& told, const Column& known) {
  if (!told.numbering || !known.numbering) return;
  const schema::Numbering& as_known = *known.numbering;
  schema::Numbering& numbering = *told.numbering;
  const bool is_serial = numbering.kind == schema::Numbering::Kind::serial;
  if (is_serial && is_ahead(numbering.start, as_known.start, as_known.increment))
    numbering.start = as_known.start;
}

void agree_on_column(Column& told, const Column& known, const Schema& whole) {
  if (told.by_default && known.by_default && is_same_default(*told.by_default, *known.by_default))
    told.by_default = known.by_default;
  if (!told.by_default && known.by_default == "''") told.by_default = known.by_default;
  agree_on_start(told, known);
  const auto is_domain = [&](const schema::Type& one) {
    return !one.nullable && (one.name.name == known.type || one.name.to_text() == known.type);
  };
  if (!told.nullable && std::any_of(whole.types.begin(), whole.types.end(), is_domain))
    told.nullable = known.nullable;
}

std::vector<std::string> columns_of(const Index& index) {
  std::vector<std::string> names;
  for (const schema::IndexPart& part : index.parts) names.push_back(part.text);
  names.insert(names.end(), index.included.begin(), index.included.end());
  return names;
}

bool has_columns(const std::vector<Index>& indexes, const Index& wanted) {
  return std::any_of(indexes.begin(), indexes.end(),
                     [&](const Index& one) { return columns_of(one) == columns_of(wanted); });
}

bool has_expression(const Index& index) {
  return std::any_of(index.parts.begin(), index.parts.end(),
                     [](const schema::IndexPart& one) { return one.is_expression; });
}

bool descends(const Index& index) {
  return std::any_of(index.parts.begin(), index.parts.end(),
                     [](const schema::IndexPart& one) { return one.is_descending; });
}

/// The tables that a partition is part of, the nearest first.
std::vector<const Table*> wholes_of(const Table& table, const Schema& all) {
  std::vector<const Table*> wholes;
  const Table* at = &table;
  while (at != nullptr && at->bound && !at->parents.empty()) {
    at = all.table(at->parents.front());
    if (at != nullptr) wholes.push_back(at);
  }
  return wholes;
}

/// One table of a snapshot beside the same one as it is.
class TablePair {
 public:
  TablePair(Table& told, const Table& reduced, const Table& whole, const Schema& all)
      : told_(told), reduced_(reduced), whole_(whole), all_(all), wholes_(wholes_of(whole, all)) {}

  void agree_on_columns() {
    if (whole_.is_virtual) told_.columns = reduced_.columns;
    for (Column& one : told_.columns) {
      const Column* const known = find_named(reduced_.columns, one.name);
      if (known != nullptr) agree_on_column(one, *known, all_);
    }
  }

  /// What a partition has from the table that it is part of is that table's. A foreign key into a
  /// partitioned table is told once more for each partition of that.
  void agree_on_partitions() {
    for (const Table* const one : wholes_) {
      if (told_.primary_key && !whole_.primary_key && one->primary_key &&
          told_.primary_key->columns == one->primary_key->columns)
        told_.primary_key.reset();
      std::erase_if(told_.uniques, [&](const Key& key) {
        return find_named(whole_.uniques, key.name) == nullptr &&
               std::any_of(one->uniques.begin(), one->uniques.end(),
                           [&](const Key& other) { return other.columns == key.columns; });
      });
    }
    std::erase_if(told_.foreign_keys, [&](const ForeignKey& one) { return is_derived(one); });
  }

  /// The indexes that a system has named for keys are these keys.
  void agree_on_uniques() {
    for (Key& one : told_.uniques) {
      const Key* const known = find_named(reduced_.uniques, one.name);
      if (known != nullptr && !one.deferral.is_deferrable) one.deferral = known->deferral;
    }
    std::vector<Index> others;
    for (Index& one : told_.indexes) {
      if (!one.name.starts_with("sqlite_autoindex_")) {
        others.push_back(std::move(one));
      } else if (!whole_.primary_key || whole_.primary_key->columns != columns_of(one)) {
        told_.uniques.push_back(key_of(one));
      }
    }
    told_.indexes = std::move(others);
    const auto is_told = [&](const Key& key) {
      return std::any_of(told_.uniques.begin(), told_.uniques.end(),
                         [&](const Key& one) { return one.columns == key.columns; });
    };
    for (const Key& one : reduced_.uniques) {
      const bool is_hidden =
          std::any_of(told_.indexes.begin(), told_.indexes.end(),
                      [&](const Index& index) { return columns_of(index) == one.columns; });
      if (is_hidden && !is_told(one)) told_.uniques.push_back(one);
    }
  }

  void agree_on_indexes() {
    std::erase_if(told_.indexes, [&](const Index& one) { return is_known_otherwise(one); });
    std::vector<Index> added;
    for (const Index& one : reduced_.indexes) {
      if (Index* const same = find(one.name); same != nullptr) {
        if (columns_of(*same) == columns_of(one) && !descends(*same)) same->parts = one.parts;
      } else if (has_columns(told_.indexes, one) || contains(one.name, "\"") || is_lost(one)) {
        added.push_back(one);
      }
    }
    // Of what stands for others over the same columns, the others are there as well.
    std::erase_if(told_.indexes, [&](const Index& one) {
      return find_named(reduced_.indexes, one.name) == nullptr &&
             find_named(whole_.indexes, one.name) != nullptr;
    });
    told_.indexes.insert(told_.indexes.end(), added.begin(), added.end());
  }

  /// What runs keys without a name together leaves of them their columns.
  void agree_on_foreign_keys(bool are_all_deferred) {
    std::vector<const ForeignKey*> nameless;
    for (const ForeignKey& one : reduced_.foreign_keys)
      if (one.name.empty()) nameless.push_back(&one);
    std::set<std::string> known;
    for (const ForeignKey* const one : nameless)
      known.insert(one->columns.begin(), one->columns.end());
    const auto is_all_of_them = [&](const ForeignKey& one) {
      return one.name.empty() && std::set(one.columns.begin(), one.columns.end()) == known;
    };
    if (nameless.size() > 1 && std::erase_if(told_.foreign_keys, is_all_of_them) > 0)
      for (const ForeignKey* const one : nameless) told_.foreign_keys.push_back(*one);
    for (ForeignKey& one : told_.foreign_keys) {
      const auto same = std::find_if(
          reduced_.foreign_keys.begin(), reduced_.foreign_keys.end(), [&](const ForeignKey& other) {
            return one.name == other.name && one.columns == other.columns;
          });
      if (are_all_deferred && same != reduced_.foreign_keys.end()) one.deferral = same->deferral;
    }
  }

 private:
  Index* find(const std::string& name) {
    const auto found = std::find_if(told_.indexes.begin(), told_.indexes.end(),
                                    [&](const Index& one) { return one.name == name; });
    return found == told_.indexes.end() ? nullptr : &*found;
  }
  Key key_of(const Index& index) const {
    const std::vector<std::string> columns = columns_of(index);
    for (const Key& one : reduced_.uniques)
      if (one.columns == columns) return one;
    return {.name = "", .is_named = false, .columns = columns};
  }
  /// Whether it is part of an exclusion constraint, or of an index of the parent.
  bool is_known_otherwise(const Index& index) const {
    if (find_named(whole_.checks, index.name) != nullptr) return true;
    return find_named(whole_.indexes, index.name) == nullptr &&
           std::any_of(wholes_.begin(), wholes_.end(),
                       [&](const Table* one) { return has_columns(one->indexes, index); });
  }
  /// Whether another foreign key has made it, which this table or one that it is part of has.
  bool is_derived(const ForeignKey& key) const {
    if (find_named(whole_.foreign_keys, key.name) != nullptr) return false;
    const Table* const to = all_.table(key.referenced);
    const std::vector<const Table*> targets =
        to == nullptr ? std::vector<const Table*>() : wholes_of(*to, all_);
    const auto has_made = [&](const ForeignKey& other, bool is_own) {
      const bool is_into_whole = std::any_of(targets.begin(), targets.end(), [&](const Table* one) {
        return one->name == other.referenced;
      });
      return other.columns == key.columns &&
             (is_into_whole || (!is_own && other.referenced == key.referenced));
    };
    const auto has_it_from = [&](const Table& source) {
      return std::any_of(
          source.foreign_keys.begin(), source.foreign_keys.end(),
          [&](const ForeignKey& other) { return has_made(other, &source == &whole_); });
    };
    return has_it_from(whole_) || std::any_of(wholes_.begin(), wholes_.end(),
                                              [&](const Table* one) { return has_it_from(*one); });
  }
  /// Where texts are all there is of an index, the driver tells nothing of expressions.
  bool is_lost(const Index& index) const {
    const Index* const known = find_named(whole_.indexes, index.name);
    return has_expression(index) && known != nullptr && !whole_.definition.empty();
  }

  Table& told_;
  const Table& reduced_;
  const Table& whole_;
  const Schema& all_;
  std::vector<const Table*> wholes_;  ///< of the table
};

bool are_all_deferred(const Schema& schema) {
  return std::all_of(schema.tables.begin(), schema.tables.end(), [](const Table& table) {
    return std::all_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                       [](const ForeignKey& key) { return key.deferral.is_deferred; });
  });
}

/// Tables that a virtual one keeps its rows in.
void drop_shadows(Schema& told, const Schema& whole) {
  for (const Table& one : whole.tables) {
    if (!one.is_virtual) continue;
    std::erase_if(told.tables, [&](const Table& other) {
      return other.name.place == one.name.place &&
             other.name.name.starts_with(one.name.name + "_") && whole.table(other.name) == nullptr;
    });
  }
}

void agree_on_tables(Schema& told, const ReducedSchema& known) {
  const bool all_deferred = are_all_deferred(told);
  drop_shadows(told, known.whole);
  for (Table& one : told.tables) {
    const Table* const reduced = known.reduced.table(one.name);
    const Table* const whole = known.whole.table(one.name);
    if (reduced == nullptr || whole == nullptr) continue;
    TablePair pair(one, *reduced, *whole, known.whole);
    pair.agree_on_columns();
    pair.agree_on_partitions();
    pair.agree_on_uniques();
    pair.agree_on_indexes();
    pair.agree_on_foreign_keys(all_deferred);
  }
}

void agree_on_views(Schema& told, const ReducedSchema& known) {
  for (schema::View& one : told.views) {
    const schema::View* const reduced = known.reduced.view(one.name);
    const schema::View* const whole = known.whole.view(one.name);
    if (reduced == nullptr || whole == nullptr) continue;
    const std::string here = "`" + told.origin.catalog + "`.";
    if (one.query == whole->definition || replace_all(one.query, here, "") == reduced->query)
      one.query = reduced->query;
  }
}

void agree_on_sequences(Schema& told, const ReducedSchema& known) {
  for (schema::Sequence& one : told.sequences) {
    const schema::Sequence* const reduced = known.reduced.sequence(one.name);
    if (reduced == nullptr) continue;
    if (one.type.empty()) one.type = reduced->type;
    if (one.cache.empty()) one.cache = reduced->cache;
  }
}

}  // namespace

void agree(Schema& told, const ReducedSchema& known) {
  agree_on_tables(told, known);
  agree_on_views(told, known);
  agree_on_sequences(told, known);
}

}  // namespace ebbtide
