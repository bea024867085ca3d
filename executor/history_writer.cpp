#include "executor/history_writer.h"

namespace ebbtide {

Naming TableHistoryWriter::naming(const ChangeSetId& id) const {
  return !session_.is_script() || known_.has(id) ? Naming::exactly : Naming::as_liquibase;
}

std::string TableHistoryWriter::complaint(std::string_view what) const {
  return "the history table " + tables_.history() + " " + std::string(what) +
         "; a trigger, a rule or row-level security of the table keeps the change away: let this "
         "user write and read all of its rows";
}

RowChange TableHistoryWriter::recorded(std::string sql, const HistoryRow& row) const {
  return {std::move(sql), tables_.proof_of(row),
          complaint("did not keep the row of " + row.id.to_text())};
}

RowChange TableHistoryWriter::forgotten(const ChangeSetId& id) const {
  return {tables_.remove(id, naming(id)), tables_.proof_of_absence(id),
          complaint("did not let go of the row of " + id.to_text())};
}

/// The row ends the transaction of its changeset.
void TableHistoryWriter::end_with(const RowChange& row) {
  bracket_ != nullptr ? bracket_->keep(row) : session_.run_and_commit(row);
}

void TableHistoryWriter::record(const HistoryRow& row) {
  if (session_.is_script()) known_.add(row.id);
  end_with(recorded(tables_.insert(row), row));
}

void TableHistoryWriter::record_again(const HistoryRow& row) {
  end_with(recorded(tables_.update(row, naming(row.id)), row));
}

void TableHistoryWriter::forget(const ChangeSetId& id) { end_with(forgotten(id)); }

void TableHistoryWriter::forget_first(const ChangeSetId& id) { session_.write(forgotten(id)); }

void TableHistoryWriter::restore(const HistoryRow& row) {
  session_.write(recorded(tables_.insert_again(row), row));
}

void TableHistoryWriter::set_checksum(const ChangeSetId& id, const Text& checksum) {
  session_.write({tables_.set_checksum(id, checksum, naming(id)), "",
                  complaint("did not take the checksum of " + id.to_text())});
}

void TableHistoryWriter::tag_last_row(const std::string& tag) {
  session_.write({tables_.tag_last_row(tag), "", complaint("did not take the tag '" + tag + "'")});
}

}  // namespace ebbtide
