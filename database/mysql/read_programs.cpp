// Views, routines, triggers and events. Their statements are put together of what
// information_schema tells. A routine that this user may not see is told by its name alone.
#include <algorithm>

#include "database/connection.h"
#include "database/facts.h"
#include "database/mysql/schema_reading.h"
#include "database/mysql/schema_text.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Option;

void add_modes(std::vector<Option>& options, const std::optional<std::string>& modes) {
  std::string reading = reading_modes(modes.value_or(""));
  if (!reading.empty()) options.push_back({"sql mode", std::move(reading)});
}

}  // namespace

void MysqlReading::read_views() {
  const std::string algorithm = knows("VIEWS.ALGORITHM") ? "algorithm" : "NULL";
  Rows rows = ask("SELECT table_name, view_definition, check_option, security_type, " + algorithm +
                  " FROM information_schema.views WHERE table_schema = @HERE");
  for (Row& row : rows.rows) {
    schema::View& view = schema_.views.emplace_back();
    view.name = {place_, row[0].value_or("")};
    view.columns = std::move(view_columns_[view.name.name]);
    sql::Unplaced query =
        sql::without_place(row[1].value_or(""), database_, connection_.facts().syntax);
    view.query = std::move(query.sql);
    view.uses = named(query.names);
    for (auto& [of, column] : query.columns)
      view.reads.push_back({{place_, of}, std::move(column)});
    const std::string method = row[4].value_or("UNDEFINED");
    if (method != "UNDEFINED") view.options.push_back({"algorithm", method});
    if (row[2] && *row[2] != "NONE") view.options.push_back({"check option", *row[2]});
    if (row[3] == "INVOKER") view.options.push_back({"security", *row[3]});
    view.definition = std::string("CREATE ") +
                      (method == "UNDEFINED" ? "" : "ALGORITHM=" + method + " ") +
                      (row[3] == "INVOKER" ? "SQL SECURITY INVOKER " : "") + "VIEW " +
                      in_back_quotes(view.name.name) + " AS " + view.query +
                      (!row[2] || *row[2] == "NONE" ? "" : " WITH " + *row[2] + " CHECK OPTION");
  }
}

std::string MysqlReading::letters_of(const std::optional<std::string>& charset,
                                     const std::optional<std::string>& collation) const {
  if (!charset || (*charset == letters_.charset && collation == letters_.collation)) return "";
  return " CHARSET " + *charset + (collation ? " COLLATE " + *collation : "");
}

void MysqlReading::read_parameters() {
  Rows rows =
      ask("SELECT routine_type, specific_name, parameter_mode, parameter_name, dtd_identifier, "
          "character_set_name, collation_name FROM information_schema.parameters WHERE "
          "specific_schema = @HERE AND ordinal_position > 0 ORDER BY routine_type, specific_name, "
          "ordinal_position");
  for (Row& row : rows.rows) {
    const bool is_function = row[0] == "FUNCTION";
    parameters_[row[0].value_or("") + " " + row[1].value_or("")].push_back(
        (is_function ? "" : row[2].value_or("IN") + " ") + in_back_quotes(row[3].value_or("")) +
        " " + row[4].value_or("") + letters_of(row[5], row[6]));
  }
}

void MysqlReading::read_routines() {
  Rows rows = ask(
      "SELECT routine_type, routine_name, dtd_identifier, routine_definition, is_deterministic, "
      "sql_data_access, security_type, routine_comment, sql_mode, character_set_name, "
      "collation_name FROM information_schema.routines WHERE routine_schema = @HERE");
  if (!rows.rows.empty()) read_parameters();
  for (Row& row : rows.rows) {
    const std::string kind = row[0].value_or(""), name = row[1].value_or("");
    if (kind != "FUNCTION" && kind != "PROCEDURE") {
      schema_.untold.push_back({lower(kind), {place_, name}});
      continue;
    }
    schema::Routine& routine = schema_.routines.emplace_back();
    routine.kind = kind == "FUNCTION" ? schema::Kind::function : schema::Kind::procedure;
    routine.name = {place_, name};
    if (row[7] && !row[7]->empty()) routine.comment = row[7];
    add_modes(routine.options, row[8]);
    if (!row[3]) continue;
    const auto parameters = parameters_.find(kind + " " + name);
    const bool is_aggregate =
        find_ignoring_case(*row[3], "fetch group next row") != std::string::npos;
    routine.definition =
        std::string("CREATE ") + (is_aggregate ? "AGGREGATE " : "") + kind + " " +
        in_back_quotes(name) + "(" +
        (parameters == parameters_.end() ? "" : join(parameters->second, ", ")) + ")" +
        (kind == "FUNCTION" ? " RETURNS " + row[2].value_or("") + letters_of(row[9], row[10])
                            : "") +
        (row[5] == "CONTAINS SQL" ? "" : "\n    " + row[5].value_or("")) +
        (row[4] == "YES" ? "\n    DETERMINISTIC" : "") +
        (row[6] == "INVOKER" ? "\n    SQL SECURITY INVOKER" : "") +
        (routine.comment ? "\n    COMMENT " + text(*routine.comment) : "") + "\n" + *row[3];
    routine.uses = mentioned(*row[3]);
  }
}

void MysqlReading::read_triggers() {
  Rows rows =
      ask("SELECT event_object_table, trigger_name, action_timing, event_manipulation, "
          "action_statement, action_order, sql_mode FROM information_schema.triggers WHERE "
          "trigger_schema = @HERE ORDER BY event_object_table, action_timing, event_manipulation, "
          "action_order");
  std::string last, before;
  for (Row& row : rows.rows) {
    const std::string on = row[0].value_or("");
    if (is_own(on)) continue;
    const std::string moment = on + " " + row[2].value_or("") + " " + row[3].value_or("");
    const bool is_next = moment == std::exchange(last, moment);
    schema::Program& trigger = schema_.programs.emplace_back();
    trigger.name = {place_, row[1].value_or("")};
    trigger.table = on;
    add_modes(trigger.options, row[6]);
    // Which of several goes first is said by the one that goes before.
    if (is_next) trigger.options.insert(trigger.options.begin(), {"follows", before});
    if (is_next) trigger.uses.push_back({place_, before});
    trigger.definition =
        "CREATE TRIGGER " + in_back_quotes(trigger.name.name) + " " + row[2].value_or("") + " " +
        row[3].value_or("") + " ON " + in_back_quotes(on) + " FOR EACH ROW " +
        (is_next ? "FOLLOWS " + in_back_quotes(before) + " " : "") + row[4].value_or("");
    before = trigger.name.name;
  }
}

/// An event without a beginning of its own begins when it is made; a dump states that, too.
void MysqlReading::read_events() {
  Rows rows =
      ask("SELECT event_name, event_definition, event_type, execute_at, interval_value, "
          "interval_field, starts, ends, status, on_completion, event_comment, sql_mode, starts = "
          "created FROM information_schema.events WHERE event_schema = @HERE");
  for (Row& row : rows.rows) {
    schema::Program& event = schema_.programs.emplace_back();
    event.kind = schema::Kind::event;
    event.name = {place_, row[0].value_or("")};
    if (row[10] && !row[10]->empty()) event.comment = row[10];
    add_modes(event.options, row[11]);
    if (row[8] != "ENABLED") event.state = lower(row[8].value_or(""));
    const bool is_number = row[4] && std::all_of(row[4]->begin(), row[4]->end(), is_digit);
    const bool is_recurring = row[2] == "RECURRING";
    const std::string every =
        "EVERY " + (is_number ? *row[4] : text(row[4].value_or(""))) + " " + row[5].value_or("");
    const std::string when = is_recurring ? every : "AT " + text(row[3].value_or(""));
    const std::string starts = is_recurring && row[6] ? " STARTS " + text(*row[6]) : "";
    const std::string head =
        "CREATE EVENT " + in_back_quotes(event.name.name) + " ON SCHEDULE " + when;
    const std::string rest = (is_recurring && row[7] ? " ENDS " + text(*row[7]) : "") +
                             (row[9] == "PRESERVE" ? " ON COMPLETION PRESERVE" : "") +
                             (row[8] == "ENABLED" ? "" : " DISABLE") +
                             (event.comment ? " COMMENT " + text(*event.comment) : "") + " DO " +
                             row[1].value_or("");
    const bool begins_as_made = row[12] == "1";
    event.definition = head + (begins_as_made ? "" : starts) + rest;
    if (begins_as_made) event.dumped = head + starts + rest;
    event.uses = mentioned(row[1].value_or(""));
  }
}

}  // namespace ebbtide
