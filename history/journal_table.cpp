// What a row of the journal says:
//
//   ID, AUTHOR, FILENAME   the changeset as the history has it, or will have it
//   MD5SUM                 its checksum when it was begun: one that is changed is not gone on with
//   DIRECTION              UPDATE, ROLLBACK or UNDO
//   STATEMENT_NUMBER       as a Walk counts, from 1; 0 says that it was begun
//   STATE                  INTENDED, DONE or `DONE n`, n changes as a whole (journal.cpp)
//   STATEMENT_TEXT         its beginning, from which is read what it leaves in the database
//   STATEMENT_SUM          MD5 of all of it, to tell it from another one in its place
//   NOTED_AT               by the clock of the database, as DATEEXECUTED is
//   DEPLOYMENT_ID          the run, as in the history
#include "history/journal_table.h"

#include "database/facts.h"
#include "database/literals.h"
#include "history/own_table.h"
#include "text/ascii.h"

namespace ebbtide {

JournalTable::JournalTable(Names names, const TrackingNames& beside)
    : names_(std::move(names)),
      catalog_(beside.catalog),
      schema_(beside.schema),
      tablespace_(beside.tablespace) {
  const bool is_usual = equals_ignoring_case(beside.history, TrackingNames().history);
  table_ = own_table_name(is_usual ? "EBBTIDE_JOURNAL" : "EBBTIDE_JOURNAL_" + beside.history,
                          names_.facts());
}

std::string JournalTable::create() const {
  const std::string varchar = own_type(names_, "varchar(255)");
  return create_own_table(
      names_, name(),
      {{"ID", varchar, false},
       {"AUTHOR", varchar, false},
       {"FILENAME", varchar, false},
       {"MD5SUM", own_type(names_, "varchar(35)"), false},
       {"DIRECTION", own_type(names_, "varchar(10)"), false},
       {"STATEMENT_NUMBER", own_type(names_, "int"), false},
       {"STATE", own_type(names_, "varchar(10)"), false},
       {"STATEMENT_TEXT", own_type(names_, "clob"), false},
       {"STATEMENT_SUM", own_type(names_, "varchar(32)"), false},
       {"NOTED_AT", std::string(names_.facts().spellings.tracking_timestamp), false},
       {"DEPLOYMENT_ID", own_type(names_, "varchar(10)"), false}},
      "", tablespace_);
}

std::string JournalTable::is_of(const ChangeSetId& id) const {
  const Facts& facts = names_.facts();
  const auto is = [&](const std::string& column, const std::string& text) {
    return spelled(facts.spellings.is_exactly, {column, guarded_literal(text, facts)});
  };
  return is("ID", id.id) + " AND " + is("AUTHOR", id.author) + " AND " + is("FILENAME", id.path);
}

}  // namespace ebbtide
