#include "history/schema_table.h"

#include "database/facts.h"
#include "database/literals.h"
#include "history/own_table.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// What every server takes in one statement, and a text column of every one holds.
constexpr std::size_t piece_size = 30'000;

}  // namespace

SchemaTable::SchemaTable(Names names, const TrackingNames& beside)
    : names_(std::move(names)),
      catalog_(beside.catalog),
      schema_(beside.schema),
      tablespace_(beside.tablespace) {
  const bool is_usual = equals_ignoring_case(beside.history, TrackingNames().history);
  table_ = own_table_name(is_usual ? "EBBTIDE_SCHEMA" : "EBBTIDE_SCHEMA_" + beside.history,
                          names_.facts());
}

std::string SchemaTable::create() const {
  return create_own_table(names_, name(),
                          {{"PIECE", own_type(names_, "int"), false},
                           {"STATE", own_type(names_, "varchar(255)"), false},
                           {"BODY", own_type(names_, "clob"), false}},
                          "", tablespace_);
}

std::vector<std::string> SchemaTable::replace(const std::string& state,
                                              const std::string& text) const {
  const Facts& facts = names_.facts();
  std::vector<std::string> statements{"DELETE FROM " + name()};
  for (std::size_t at = 0; at < text.size(); at += piece_size)
    statements.push_back("INSERT INTO " + name() + " (PIECE, STATE, BODY) VALUES (" +
                         std::to_string(at / piece_size + 1) + ", " + text_literal(state, facts) +
                         ", " + text_literal(text.substr(at, piece_size), facts) + ")");
  return statements;
}

std::string SchemaTable::select() const {
  return "SELECT STATE, BODY FROM " + name() + " ORDER BY PIECE";
}

}  // namespace ebbtide
