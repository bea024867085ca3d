#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

class Catalog;
class Dialect;
struct DataType;
struct Facts;

/// Which names are put in quotes; the values of objectQuotingStrategy.
enum class Quoting { legacy, quote_all_objects, quote_only_reserved_words };

/// The name of a table, view, sequence … as a changelog gives it: without quotes, in its own case;
/// empty parts are not given. Borrows its texts: made for a call, not to be kept.
struct ObjectName {
  std::string_view catalog;
  std::string_view schema;
  std::string_view name;
  Quoting quoting = Quoting::legacy;  ///< whether a catalog is to take it as it stands
};

/// A name alone, between the database's own marks where it needs them or where they are asked for.
std::string quoted(std::string_view name, Quoting quoting, const Facts& facts);
/// The name as the catalog of the database stores it when it is not quoted.
std::string stored_name(std::string_view name, Quoting quoting, const Facts& facts);

/// How SQL is written where Liquibase lets its users choose; the defaults are Liquibase's.
struct SqlStyle {
  bool drops_views_first = false;    ///< rather than replacing them, where either can be done
  bool schema_in_procedures = true;  ///< written into their text rather than set around it
  bool default_schema_in_procedures = false;
  bool converts_types = true;  ///< to the database's own spelling
  bool keeps_schema_case = false;
};

/// Where objects live that say no schema, and whether SQL names that place. The defaults are those
/// of an offline run; a connection fills in what it is connected to.
struct Defaults {
  std::string catalog;
  std::string schema;
  bool catalog_was_set = false;  ///< by the user: then it is always written
  bool output_catalog = true;
  bool output_schema = true;
  SqlStyle style = {};
};

/// How one changeset spells the names of its objects: in one dialect, with one quoting strategy and
/// one set of defaults. Borrows the dialect.
class Names {
 public:
  Names(const Dialect& dialect, Defaults defaults, Quoting quoting = Quoting::legacy);

  const Dialect& dialect() const { return *dialect_; }
  const Facts& facts() const { return *facts_; }
  const Defaults& defaults() const { return defaults_; }
  Quoting quoting() const { return quoting_; }
  Names with(Quoting quoting) const { return {*dialect_, defaults_, quoting}; }

  /// One name alone: a column, constraint, schema, or an object in the current schema.
  std::string quote(std::string_view name) const;
  /// The name of a schema or catalog.
  std::string schema(std::string_view name) const;
  /// A type, converted to the database's own name or not, as the user wants it.
  std::string type(DataType type) const;
  /// An object with the schema or catalog it lives in, as far as the dialect writes those:
  /// `shop.orders`, `"Shop"."order"`. The quoting of the name itself is not looked at; this one's
  /// counts.
  std::string object(const ObjectName& object) const;
  /// A column that may be an expression: `lower(name)` stays as it is.
  std::string column_or_expression(std::string_view name) const;
  /// `a, b DESC` from a list such as `a,b desc`: each is quoted by itself, a direction stays (ASC
  /// goes).
  std::string columns(std::string_view list) const;
  std::string columns(const std::vector<std::string>& list) const;

 private:
  const Dialect* dialect_;
  const Facts* facts_;
  Defaults defaults_;
  Quoting quoting_;
};

/// Where SQL is written for: how names are spelled there, and the database as far as it can be
/// asked. Borrows both; made for a call, not to be kept.
struct Site {
  const Names& names;
  const Catalog& live;
};

}  // namespace ebbtide
