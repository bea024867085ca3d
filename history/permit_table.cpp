#include "history/permit_table.h"

#include "database/facts.h"
#include "database/literals.h"
#include "history/own_table.h"
#include "text/ascii.h"

namespace ebbtide {

PermitTable::PermitTable(Names names, const TrackingNames& beside)
    : names_(std::move(names)),
      catalog_(beside.catalog),
      schema_(beside.schema),
      tablespace_(beside.tablespace) {
  const bool is_usual = equals_ignoring_case(beside.history, TrackingNames().history);
  table_ = own_table_name(is_usual ? "EBBTIDE_APPROVALS" : "EBBTIDE_APPROVALS_" + beside.history,
                          names_.facts());
}

std::string PermitTable::create() const {
  const std::string varchar = own_type(names_, "varchar(255)"), text = own_type(names_, "clob");
  return create_own_table(
      names_, name(),
      {{"ID", varchar, false},
       {"AUTHOR", varchar, false},
       {"FILENAME", varchar, false},
       {"RULES", varchar, false},
       {"OBJECTS", text, false},
       {"SHA256", own_type(names_, "varchar(64)"), false},
       {"LET_THROUGH_BY", own_type(names_, "varchar(20)"), false},
       {"APPROVER", varchar, false},
       {"REASON", text, false},
       {"NOTED_AT", std::string(names_.facts().spellings.tracking_timestamp), false},
       {"DEPLOYMENT_ID", own_type(names_, "varchar(10)"), false}},
      "", tablespace_);
}

std::string PermitTable::insert(const Permit& permit, const std::string& deployment) const {
  const Facts& facts = names_.facts();
  const auto text = [&](const std::string& value) { return text_literal(value, facts); };
  return "INSERT INTO " + name() +
         " (ID, AUTHOR, FILENAME, RULES, OBJECTS, SHA256, LET_THROUGH_BY, APPROVER, REASON, "
         "NOTED_AT, DEPLOYMENT_ID) VALUES (" +
         join({text(permit.id.id), text(permit.id.author), text(permit.id.path),
               text(join(permit.rules, ", ")), text(join(permit.objects, ", ")),
               text(permit.sha256), text(permit.by), text(permit.approver), text(permit.reason),
               std::string(facts.spellings.now), text(deployment)},
              ", ") +
         ")";
}

}  // namespace ebbtide
