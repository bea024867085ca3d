#include "database/postgresql/driver_types.h"

#include <array>

namespace ebbtide {
namespace {

/// Which fields it has, the driver does not tell.
constexpr DriverTypeRow interval(std::string_view type) {
  return {type, "interval", 1111, "49", false, "49", "6"};
}

constexpr std::array rows{
    DriverTypeRow{"integer", "int4", 4, "10"},
    DriverTypeRow{"bigint", "int8", -5, "19"},
    DriverTypeRow{"smallint", "int2", 5, "5", false, "5"},
    DriverTypeRow{"boolean", "bool", -7, "1"},
    DriverTypeRow{"character varying", "varchar", 12},
    DriverTypeRow{"character", "bpchar", 1},
    DriverTypeRow{"text", "text", 12, "2147483647"},
    DriverTypeRow{"numeric", "numeric", 2},
    DriverTypeRow{"real", "float4", 7, "8"},
    DriverTypeRow{"double precision", "float8", 8, "17"},
    DriverTypeRow{"bytea", "bytea", -2, "2147483647"},
    DriverTypeRow{"date", "date", 91, "13"},
    DriverTypeRow{"timestamp without time zone", "timestamp", 93, "29", false},
    DriverTypeRow{"timestamp with time zone", "timestamptz", 93, "35", false},
    DriverTypeRow{"time without time zone", "time", 92, "15", false, "15", "6"},
    DriverTypeRow{"time with time zone", "timetz", 92, "21", false, "21", "6"},
    interval("interval"),
    interval("interval year"),
    interval("interval month"),
    interval("interval day"),
    interval("interval hour"),
    interval("interval minute"),
    interval("interval second"),
    interval("interval year to month"),
    interval("interval day to hour"),
    interval("interval day to minute"),
    interval("interval day to second"),
    interval("interval hour to minute"),
    interval("interval hour to second"),
    interval("interval minute to second"),
    DriverTypeRow{"bit varying", "varbit", 1111},
    DriverTypeRow{"bit", "bit", -7},
    DriverTypeRow{"xml", "xml", 2009, "2147483647"},
    DriverTypeRow{"money", "money", 8},
};

}  // namespace

DriverTypes postgresql_driver_types() { return {rows, false, "2147483647"}; }

}  // namespace ebbtide
