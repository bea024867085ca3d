#include "database/mysql/locks.h"

namespace ebbtide {
namespace {

constexpr const char* exclusive = "EXCLUSIVE metadata lock";
constexpr const char* in_place = "SHARED UPGRADABLE metadata lock, EXCLUSIVE at its ends";
constexpr const char* write = "SHARED WRITE metadata lock and row locks";

}  // namespace

std::vector<SqlLock> mysql_locks(const SqlEffect& effect) {
  const std::string object = effect.object.to_text();
  switch (effect.action) {
    case SqlAction::drop_table:
    case SqlAction::drop_view:
    case SqlAction::drop_sequence:
    case SqlAction::rename_table:
    case SqlAction::truncate:
      return {{exclusive, object}};
    case SqlAction::add_column:
    case SqlAction::drop_column:
    case SqlAction::add_constraint:
    case SqlAction::drop_constraint:
    case SqlAction::drop_primary_key:
    case SqlAction::rename_column:
    case SqlAction::rename_part:
    case SqlAction::alter_column:
    case SqlAction::alter_table:
    case SqlAction::create_index:
    case SqlAction::drop_index:
    case SqlAction::comment:
      return {{in_place, object}};
    case SqlAction::add_foreign_key:
      return {{in_place, object}, {exclusive, effect.other.to_text()}};
    case SqlAction::insert_rows:
    case SqlAction::update_rows:
    case SqlAction::delete_rows:
      return {{write, object}};
    case SqlAction::create_table:
    case SqlAction::create_view:
    case SqlAction::create_other:
    case SqlAction::drop_other:
    case SqlAction::nothing:
    case SqlAction::unknown:
      return {};
  }
  return {};
}

}  // namespace ebbtide
