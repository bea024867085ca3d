#include "database/postgresql/locks.h"

namespace ebbtide {
namespace {

constexpr const char* exclusive = "ACCESS EXCLUSIVE";
constexpr const char* share_row = "SHARE ROW EXCLUSIVE";
constexpr const char* share_update = "SHARE UPDATE EXCLUSIVE";
constexpr const char* row = "ROW EXCLUSIVE";

std::vector<SqlLock> both(const char* mode, const SqlEffect& effect) {
  std::vector<SqlLock> locks{{mode, effect.object.to_text()}};
  if (!effect.other.name.empty()) locks.push_back({mode, effect.other.to_text()});
  return locks;
}

}  // namespace

std::vector<SqlLock> postgresql_locks(const SqlEffect& effect) {
  const std::string object = effect.object.to_text();
  switch (effect.action) {
    case SqlAction::drop_table:
    case SqlAction::drop_view:
    case SqlAction::drop_sequence:
    case SqlAction::add_column:
    case SqlAction::drop_column:
    case SqlAction::add_constraint:
    case SqlAction::drop_primary_key:
    case SqlAction::rename_table:
    case SqlAction::rename_column:
    case SqlAction::rename_part:
    case SqlAction::alter_column:
    case SqlAction::alter_table:
    case SqlAction::truncate:
      return {{exclusive, object}};
    case SqlAction::drop_constraint:  // of a foreign key: the table it points to as well
      return both(exclusive, effect);
    case SqlAction::add_foreign_key:
      return both(share_row, effect);
    case SqlAction::create_index:
      return {{effect.concurrently ? share_update : "SHARE", object}};
    case SqlAction::drop_index:
      return {{effect.concurrently ? share_update : exclusive, object}};
    case SqlAction::comment:
      return {{share_update, object}};
    case SqlAction::insert_rows:
    case SqlAction::update_rows:
    case SqlAction::delete_rows:
      return {{row, object}};
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
