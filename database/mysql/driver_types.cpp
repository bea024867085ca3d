#include "database/mysql/driver_types.h"

#include <array>

namespace ebbtide {
namespace {

constexpr std::array rows{
    DriverTypeRow{"int", "INT", 4, "", false},
    DriverTypeRow{"integer", "INT", 4, "", false},
    DriverTypeRow{"bigint", "BIGINT", -5, "", false},
    DriverTypeRow{"smallint", "SMALLINT", 5, "", false},
    DriverTypeRow{"mediumint", "MEDIUMINT", 4, "", false},
    DriverTypeRow{"tinyint", "TINYINT", -6, "", false},
    DriverTypeRow{"varchar", "VARCHAR", 12},
    DriverTypeRow{"char", "CHAR", 1},
    DriverTypeRow{"decimal", "DECIMAL", 3},
    DriverTypeRow{"date", "date", 91},
    DriverTypeRow{"datetime", "datetime", 93},
    DriverTypeRow{"timestamp", "timestamp", 93},
    DriverTypeRow{"double", "DOUBLE", 8},
    DriverTypeRow{"float", "FLOAT", 7},
    DriverTypeRow{"text", "TEXT", -1},
    DriverTypeRow{"longtext", "LONGTEXT", -1},
    DriverTypeRow{"blob", "BLOB", -4},
};

}  // namespace

DriverTypes mysql_driver_types() { return {rows, true, ""}; }

}  // namespace ebbtide
