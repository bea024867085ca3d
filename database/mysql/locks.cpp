// Metadata locks hold until the end of the transaction, and a statement that waits for an EXCLUSIVE
// one makes all wait that come behind it. ALTER TABLE works "online" for most of what it does:
// others read and write while it copies or builds an index, but it needs EXCLUSIVE for a moment at
// its beginning and at its end, and for that waits until every transaction that has touched the
// table is over. Where the server has to copy the table after all, writers wait all the time; which
// it is, the text of the statement does not tell.
#include "database/mysql/locks.h"

namespace ebbtide {
namespace {

using sql::Thing;
using sql::Verb;

constexpr std::string_view exclusive = "EXCLUSIVE metadata lock";
constexpr std::string_view in_place = "SHARED UPGRADABLE metadata lock, EXCLUSIVE at its ends";
constexpr std::string_view write = "SHARED WRITE metadata lock and row locks";

constexpr std::string_view modes[] = {exclusive, in_place, write};

constexpr SqlLockRow rows[] = {
    {Verb::drop, Thing::table, exclusive},
    {Verb::drop, Thing::view, exclusive},
    {Verb::drop, Thing::sequence, exclusive},
    {Verb::rename, Thing::table, exclusive},
    {Verb::rename, Thing::view, exclusive},
    {Verb::truncate, Thing::rows, exclusive},
    {Verb::create, Thing::column, in_place},
    {Verb::create, Thing::primary_key, in_place},
    {Verb::create, Thing::unique, in_place},
    {Verb::create, Thing::check, in_place},
    {Verb::create, Thing::foreign_key, in_place, exclusive},
    {Verb::create, Thing::index, in_place},
    {Verb::create, Thing::trigger, exclusive},
    {Verb::create, Thing::partition, in_place},
    {Verb::drop, Thing::column, in_place},
    {Verb::drop, Thing::primary_key, in_place},
    {Verb::drop, Thing::unique, in_place},
    {Verb::drop, Thing::foreign_key, in_place},
    {Verb::drop, Thing::check, in_place},
    {Verb::drop, Thing::constraint, in_place},
    {Verb::drop, Thing::index, in_place},
    {Verb::drop, Thing::trigger, exclusive},
    {Verb::drop, Thing::partition, in_place},
    {Verb::rename, Thing::column, in_place},
    {Verb::rename, Thing::index, in_place},
    {Verb::rename, Thing::constraint, in_place},
    {Verb::alter, Thing::column, in_place},
    {Verb::alter, Thing::table, in_place},
    {Verb::alter, Thing::index, in_place},
    {Verb::alter, Thing::check, in_place},
    {Verb::alter, Thing::partition, in_place},
    {Verb::move, Thing::partition, exclusive, exclusive},
    {Verb::truncate, Thing::partition, exclusive},
    {Verb::set_default, Thing::column, in_place},
    {Verb::drop_default, Thing::column, in_place},
    {Verb::set_type, Thing::column, in_place},
    {Verb::set_not_null, Thing::column, in_place},
    {Verb::drop_not_null, Thing::column, in_place},
    {Verb::insert, Thing::rows, write},
    {Verb::update, Thing::rows, write},
    {Verb::remove, Thing::rows, write},
};

}  // namespace

std::span<const SqlLockRow> mysql_locks() { return rows; }

std::span<const std::string_view> mysql_lock_modes() { return modes; }

}  // namespace ebbtide
