#include "database/mysql/driver_types.h"

#include <array>

namespace ebbtide {
namespace {

// Sizes that follow from the type alone are not kept, nor those that Liquibase loses: the fraction
// of a moment, the bits of BIT.
constexpr std::array rows{
    DriverTypeRow{"tinyint(1)", "BOOLEAN", 16, "", false},
    DriverTypeRow{"int", "INT", 4, "", false},
    DriverTypeRow{"integer", "INT", 4, "", false},
    DriverTypeRow{"bigint", "BIGINT", -5, "", false},
    DriverTypeRow{"smallint", "SMALLINT", 5, "", false},
    DriverTypeRow{"mediumint", "MEDIUMINT", 4, "", false},
    DriverTypeRow{"tinyint", "TINYINT", -6, "", false},
    DriverTypeRow{"varchar", "VARCHAR", 12},
    DriverTypeRow{"char", "CHAR", 1},
    DriverTypeRow{"decimal", "DECIMAL", 3},
    DriverTypeRow{"bit", "BIT", -7, "", false},
    DriverTypeRow{"date", "date", 91, "", false},
    DriverTypeRow{"time", "TIME", 92, "", false},
    DriverTypeRow{"year", "YEAR", 91, "", false},
    DriverTypeRow{"datetime", "datetime", 93, "", false},
    DriverTypeRow{"timestamp", "timestamp", 93, "", false},
    DriverTypeRow{"double", "DOUBLE", 8, "", false},
    DriverTypeRow{"float", "FLOAT", 7, "", false},
    DriverTypeRow{"tinytext", "TINYTEXT", 12, "", false},
    DriverTypeRow{"text", "TEXT", -1, "", false},
    DriverTypeRow{"mediumtext", "MEDIUMTEXT", -1, "", false},
    DriverTypeRow{"longtext", "LONGTEXT", -1, "", false},
    DriverTypeRow{"tinyblob", "TINYBLOB", -3, "", false},
    DriverTypeRow{"blob", "BLOB", -4, "", false},
    DriverTypeRow{"mediumblob", "MEDIUMBLOB", -4, "", false},
    DriverTypeRow{"longblob", "LONGBLOB", -4, "", false},
};

}  // namespace

DriverTypes mysql_driver_types() { return {rows, true, ""}; }

}  // namespace ebbtide
