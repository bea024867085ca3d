#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ebbtide {

/// A column's type as the JDBC driver of its database tells it to Java programs, which is how
/// Liquibase's snapshots say it. Numbers are decimal digits, empty where the driver says nothing.
struct DriverType {
  std::string name;         ///< `int4`, `bpchar`, `VARCHAR`
  std::string size = {};    ///< `50` of varchar(50)
  std::string digits = {};  ///< `2` of numeric(8,2)
  std::string bytes = {};   ///< the longest value
  int id = 1111;            ///< of java.sql.Types; OTHER where it has no better one
};

/// What the driver of one database makes of one type, which may have its size: `tinyint(1)`.
struct DriverTypeRow {
  std::string_view type, driver;
  int id;
  std::string_view bytes = {};              ///< else the size
  bool keeps_size = true;                   ///< the driver tells the numbers in brackets
  std::string_view size = {}, digits = {};  ///< else what it tells in their place
};

/// All that a driver says, and of types without a row: whether their names are in capitals, and
/// their longest value.
struct DriverTypes {
  std::span<const DriverTypeRow> rows = {};
  bool in_capitals = true;
  std::string_view bytes = {};
  bool size_counts_digits = false;  ///< twice: `12` and `2` of numeric(10,2)
};

/// `type` is as the server prints it: `character varying(50)`, `int(11) unsigned`.
DriverType driver_type(std::string_view type, const DriverTypes& types);

/// The way back: what the server calls what its driver calls so.
std::string type_of_driver(const DriverType& type, const DriverTypes& types);

}  // namespace ebbtide
