#include "changelog/change_types.h"

#include <algorithm>
#include <array>

#include "changelog/changes/alter_column.h"
#include "changelog/changes/constraint.h"
#include "changelog/changes/control.h"
#include "changelog/changes/data.h"
#include "changelog/changes/default_value.h"
#include "changelog/changes/foreign_key.h"
#include "changelog/changes/index.h"
#include "changelog/changes/load_data.h"
#include "changelog/changes/sequence.h"
#include "changelog/changes/sql.h"
#include "changelog/changes/table.h"
#include "changelog/changes/view.h"

namespace ebbtide {
namespace {

constexpr std::array<const ChangeType*, 47> table{&AddAutoIncrement::kind,
                                                  &AddColumn::kind,
                                                  &AddDefaultValue::kind,
                                                  &AddForeignKeyConstraint::kind,
                                                  &AddLookupTable::kind,
                                                  &AddNotNullConstraint::kind,
                                                  &AddPrimaryKey::kind,
                                                  &AddUniqueConstraint::kind,
                                                  &AlterSequence::kind,
                                                  &CreateIndex::kind,
                                                  &CreateProcedure::kind,
                                                  &CreateSequence::kind,
                                                  &CreateTable::kind,
                                                  &CreateView::kind,
                                                  &CustomChange::kind,
                                                  &Delete::kind,
                                                  &DropAllForeignKeyConstraints::kind,
                                                  &DropColumn::kind,
                                                  &DropDefaultValue::kind,
                                                  &DropForeignKeyConstraint::kind,
                                                  &DropIndex::kind,
                                                  &DropNotNullConstraint::kind,
                                                  &DropPrimaryKey::kind,
                                                  &DropProcedure::kind,
                                                  &DropSequence::kind,
                                                  &DropTable::kind,
                                                  &DropUniqueConstraint::kind,
                                                  &DropView::kind,
                                                  &Empty::kind,
                                                  &ExecuteCommand::kind,
                                                  &Insert::kind,
                                                  &LoadData::kind,
                                                  &LoadUpdateData::kind,
                                                  &MergeColumns::kind,
                                                  &ModifyDataType::kind,
                                                  &Output::kind,
                                                  &RawSql::kind,
                                                  &RenameColumn::kind,
                                                  &RenameSequence::kind,
                                                  &RenameTable::kind,
                                                  &RenameView::kind,
                                                  &SetColumnRemarks::kind,
                                                  &SetTableRemarks::kind,
                                                  &SqlFile::kind,
                                                  &Stop::kind,
                                                  &TagDatabase::kind,
                                                  &Update::kind};

constexpr std::array<std::string_view, 17> paid{"addCheckConstraint",
                                                "createFunction",
                                                "createPackage",
                                                "createPackageBody",
                                                "createSynonym",
                                                "createTrigger",
                                                "disableCheckConstraint",
                                                "disableTrigger",
                                                "dropCheckConstraint",
                                                "dropFunction",
                                                "dropPackage",
                                                "dropPackageBody",
                                                "dropSynonym",
                                                "dropTrigger",
                                                "enableCheckConstraint",
                                                "enableTrigger",
                                                "markUnused"};

}  // namespace

std::span<const ChangeType* const> change_types() { return table; }

const ChangeType* find_change_type(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const ChangeType* type) { return type->name == name; });
  return found == table.end() ? nullptr : *found;
}

bool is_paid_change_type(std::string_view name) {
  return std::find(paid.begin(), paid.end(), name) != paid.end();
}

}  // namespace ebbtide
