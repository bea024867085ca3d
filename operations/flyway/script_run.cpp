// A script runs as a changeset of one change, by the code that runs changesets: the session, what
// it sets back, queues, observers, interruption. What is Flyway's own is how the text is taken
// apart (`;` alone ends a statement, DELIMITER where the client has it) and what is refused before
// anything is sent.
//
// Prepared in this order, and until its end nothing has reached the database: placeholders, with
// the byte order mark taken out wherever it stands; statements; and whether the script bears a
// transaction.
//
//   no statement bears one (CREATE INDEX CONCURRENTLY, VACUUM …)   it has none
//   some do and some do not                                        refused; with `mixed` none
//   else                                                           executeInTransaction says, first
//                                                                  that beside the script
//
// Rows behind COPY … FROM STDIN are no SQL, up to `\.`. There the splitter stops, the rows are cut
// out, and another one begins behind them. They travel as the parameter of their statement.
//
// When a statement fails, the place that is told is the line where it begins, which is what Flyway
// tells, and the number of the first statement that has no answer: several may have been sent
// together.
//
// Callbacks of an event run in the order of their descriptions, each in a transaction of its own;
// those around a single migration within that of the migration. Behind a verb that failed those for
// errors run, and when one of these fails too it is a warning, since the first error is what people
// have to read. Behind a script that sets something for the session its path is set again
// (`enter`).
#include "operations/flyway/script_run.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <sstream>

#include "changelog/text_place.h"
#include "database/facts.h"
#include "executor/change_run.h"
#include "flyway/failure.h"
#include "flyway/placeholders.h"
#include "sql/copied_rows.h"
#include "sql/splitter.h"
#include "sql/statement.h"
#include "text/ascii.h"
#include "text/md5.h"

namespace ebbtide {
namespace {

using flyway::Failure;

constexpr std::string_view limitations =
    "See https://help.red-gate.com/help/flyway-cli13/help_0.aspx?topic=learn-more-about-flyway/"
    "troubleshooting/known-parser-limitations for more information. ";

[[noreturn]] void refuse_text(const std::string& shown, const Position& where,
                              const std::string& why) {
  throw Failure(flyway::error_code,
                "Unable to parse statement in " + shown + " at line " + std::to_string(where.line) +
                    " col " + std::to_string(where.column) + ". " + std::string(limitations) + why);
}

/// As Flyway does: a byte order mark is never sent, wherever it stands.
std::string replaced(const ScriptSource& source, const FlywayPlace& place) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  try {
    return replace_all(place.replaced(source.text, source.path, source.metadata), mark, "");
  } catch (const flyway::PlaceholderMissing& missing) {
    refuse_text(source.shown, {source.shown, 1, 1}, missing.what());
  }
}

bool runs_alone(const std::string& sql, const FlywayPlace& place) {
  const auto& all = place.words().alone;
  return std::any_of(all.begin(), all.end(), [&](std::string_view words) {
    return sql::begins_with(sql, words, place.facts().syntax);
  });
}

/// Whether the script bears a transaction. Throws Failure where a part of it does and another does
/// not.
bool bears_transaction(const MigrationScript& script, const ScriptSource& source,
                       const FlywayPlace& place) {
  const flyway::Configuration& configuration = place.configuration();
  const ScriptPiece* alone = nullptr;
  const ScriptPiece* other = nullptr;
  const ScriptPiece* offender = nullptr;
  for (const ScriptPiece& piece : script.pieces) {
    if (is_only_comments(piece.sql, place.facts().syntax)) continue;
    (runs_alone(piece.sql, place) ? alone : other) = &piece;
    if (alone != nullptr && other != nullptr && offender == nullptr) offender = &piece;
  }
  if (offender != nullptr && !configuration.flag("mixed"))
    throw Failure(
        flyway::error_code,
        "Detected both transactional and non-transactional statements within the same migration "
        "(even though mixed is false). Offending statement found at line " +
            std::to_string(script.position(offender->begin).line) + " of " + source.shown + ": " +
            offender->sql + (offender == alone ? " [non-transactional]" : " [transactional]"));
  return alone == nullptr &&
         source.metadata.in_transaction.value_or(configuration.flag("executeInTransaction"));
}

std::string headline(const std::string& script) {
  const std::string title = "Failed to execute script " + script;
  return title + "\n" + std::string(title.size(), '-') + "\n";
}

std::string kept_line(int kept, Direction direction) {
  if (kept == 0) return "";
  return "Journal    : " + name_statements(kept, "it") +
         " applied and noted; put right what has failed, " +
         (direction == Direction::update ? "run 'repair', and the next migrate goes on behind. "
                                           "Whoever undoes them by hand lets "
                                           "it begin anew\n"
                                         : "and the next undo or migrate finishes it\n");
}

std::string described(const ScriptFailed::Details& details) {
  return headline(details.script) +
         "SQL State  : " + (details.state.empty() ? "null" : details.state) +
         "\nMessage    : " + details.message + "\nLocation   : " + details.shown + " (" +
         details.path + ")\nLine       : " + std::to_string(details.line) +
         "\nStatement  : " + std::to_string(details.statement) + "\n" +
         kept_line(details.kept, details.direction);
}

}  // namespace

const ChangeType MigrationScript::kind{
    "migration", "Runs a script of a Flyway project", {}, nullptr};

MigrationScript::MigrationScript(std::string given, const sql::Syntax& syntax)
    : text(std::move(given)) {
  std::size_t at = 0;
  do at = split_from(at, syntax);
  while (at < text.size());
}

/// Takes statements off the text up to the rows of a COPY, which are no SQL. Gives the byte where
/// it goes on.
std::size_t MigrationScript::split_from(std::size_t begin, const sql::Syntax& syntax) {
  std::istringstream input(text.substr(begin));
  SplitOptions options;
  options.go_lines = false;
  options.keep_returns = true;
  SqlSplitter splitter(input, syntax, options);
  while (auto statement = splitter.next()) {
    pieces.push_back({std::move(*statement), begin + splitter.begin()});
    ScriptPiece& piece = pieces.back();
    if (!sql::takes_rows(piece.sql, syntax)) continue;
    const std::size_t size = piece.sql.size() - comments_before(piece.sql, syntax);
    const sql::CopiedRows copied = sql::read_copied_rows(text, piece.begin + size);
    piece.rows = std::string(copied.rows);
    return copied.end;
  }
  if (const auto flaw = splitter.flaw()) throw Error(flaw->what, position(begin + flaw->at));
  return text.size();
}

void MigrationScript::emit(const Target&, const Emit& emit) const {
  for (const ScriptPiece& piece : pieces) {
    Statement statement{piece.sql};
    if (piece.rows) statement.parameters.push_back({*piece.rows});
    emit(SqlStep{std::move(statement), {}, {}, piece.begin});
  }
}

std::string MigrationScript::checksum(const Hashing&) const { return md5(text); }

Position MigrationScript::position(std::uint64_t at) const {
  Position place{where.file, 1, 1};
  for (std::size_t i = 0; i < text.size() && i < at; ++i) {
    const bool ends_line = text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n");
    const bool is_letter_start = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (ends_line) {
      ++place.line;
      place.column = 1;
    } else if (is_letter_start) {
      ++place.column;
    }
  }
  return place;
}

std::optional<Position> MigrationScript::place_of(const SqlSpot& spot, const Target&) const {
  return position(spot.begin + spot.at.value_or(0));
}

PreparedScript prepare(const ScriptSource& source, const FlywayPlace& place) {
  PreparedScript prepared;
  std::unique_ptr<MigrationScript> script;
  try {
    script = std::make_unique<MigrationScript>(replaced(source, place), place.facts().syntax);
  } catch (const Failure&) {
    throw;
  } catch (const Error& error) {
    refuse_text(source.shown, error.where(), error.what());
  }
  script->where = {source.shown, 1, 1};
  prepared.script = script.get();
  prepared.shown = source.shown;
  prepared.path = source.path;
  prepared.change_set.id = source.id;
  prepared.change_set.where = script->where;
  prepared.change_set.in_transaction = bears_transaction(*script, source, place);
  prepared.sets_session =
      std::any_of(script->pieces.begin(), script->pieces.end(), [&](const ScriptPiece& piece) {
        return sql::look_at(piece.sql, place.facts().syntax).has(sql::Trait::sets_session);
      });
  prepared.change_set.changes.push_back(std::move(script));
  return prepared;
}

ScriptFailed::ScriptFailed(const Details& details, Position where)
    : Error(described(details), std::move(where)), details_(details) {}

namespace {

ScriptFailed failure_of(const PreparedScript& prepared, const FailedStatement& failed,
                        const Position& where, int kept, Direction direction) {
  const auto index = static_cast<std::size_t>(failed.number - 1);
  const auto& pieces = prepared.script->pieces;
  const std::uint64_t begin = index < pieces.size() ? pieces[index].begin : 0;
  constexpr std::size_t size_of_state = 5;
  return {
      {std::filesystem::path(prepared.path).filename().string(), prepared.shown, prepared.path,
       prepared.script->position(begin).line, failed.number,
       failed.state.size() == size_of_state ? failed.state : "", failed.message, kept, direction},
      where};
}

}  // namespace

std::optional<ScriptFailed> script_failure(const PreparedScript& prepared,
                                           const ChangeSetFailed& failed, int kept,
                                           Direction direction) {
  const auto& statement = failed.statement();
  if (!statement || static_cast<std::size_t>(statement->number) > prepared.script->pieces.size())
    return std::nullopt;
  return failure_of(prepared, *statement, failed.where(), kept, direction);
}

void run_statements(const PreparedScript& prepared, const RunContext& context) {
  ChangeRun changes(prepared.change_set, Way::forward, context);
  try {
    changes.run(*prepared.change_set.changes.front());
    context.session.send();
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    context.interruption.check();
    throw failure_of(prepared, *failed_statement(error, changes.statements()),
                     changes.place_of(error).value_or(prepared.change_set.where), 0,
                     Direction::update);
  }
}

namespace {

void run_each(std::string_view event, FlywayPlace& place, const RunContext& context,
              const std::function<void(const PreparedScript&)>& run) {
  for (const flyway::Callback& one : place.scripts().callbacks) {
    if (one.event != event) continue;
    context.interruption.check();
    run(prepare({{one.shown, one.event, "flyway"}, one.text, one.shown, one.path, one.metadata},
                place));
  }
}

}  // namespace

void run_callbacks_within(std::string_view event, FlywayPlace& place, const RunContext& context) {
  run_each(event, place, context,
           [&](const PreparedScript& prepared) { run_statements(prepared, context); });
}

void ScriptAttendant::begin() {
  stage_ = Stage::refused;
  thrown_ = nullptr;
  kept_.reset();
  place_.store().begin();
}

void ScriptAttendant::run(const std::string& event) {
  try {
    run_callbacks_within(event, place_, *context_);
  } catch (const Error&) {
    thrown_ = std::current_exception();
    throw;
  }
}

void ScriptAttendant::before(const ChangeSet&) {
  stage_ = Stage::before;
  run(before_);
  stage_ = Stage::statements;
}

/// What is queued is sent first, where there is a callback that might look.
void ScriptAttendant::behind(const ChangeSet&) {
  const auto& all = place_.scripts().callbacks;
  if (std::none_of(all.begin(), all.end(),
                   [&](const flyway::Callback& one) { return one.event == behind_; }))
    return;
  context_->session.send();
  stage_ = Stage::behind;
  run(behind_);
}

void ScriptAttendant::failed(const ChangeSet&, int statements) { kept_ = statements; }

std::string ScriptAttendant::way_out(Direction direction) const {
  return direction == Direction::update
             ? "put the script back as it was to go on behind what is applied, or undo that by "
               "hand and let 'ebbtide flyway --forget repair' forget it"
             : "put the U file back as it was to finish the undo, or finish it by hand and let "
               "'ebbtide flyway --forget repair' forget it";
}

void run_callbacks(std::string_view event, FlywayPlace& place, const RunContext& context) {
  run_each(event, place, context, [&](const PreparedScript& prepared) {
    context.bracket.join();
    context.bracket.open(prepared.change_set);
    try {
      run_statements(prepared, context);
    } catch (const ConnectionLost&) {
      throw;
    } catch (const Error&) {
      context.bracket.undo();
      throw;
    }
    if (prepared.change_set.in_transaction) context.bracket.keep();
    context.bracket.finish();
    if (prepared.sets_session) place.enter();
  });
}

VerbCallbacks::VerbCallbacks(flyway::Phase phase, FlywayPlace& place, const RunContext& context)
    : events_(flyway::events_of(phase)), place_(place), context_(context) {
  run_callbacks(events_.before, place_, context_);
}

void VerbCallbacks::finish() {
  is_finished_ = true;
  run_callbacks(events_.after, place_, context_);
  run_callbacks(events_.finish, place_, context_);
}

VerbCallbacks::~VerbCallbacks() {
  if (is_finished_) return;
  try {
    run_callbacks(events_.error, place_, context_);
  } catch (const std::exception& error) {
    place_.with().observer.warning("a callback of " + std::string(events_.error) +
                                   " has failed: " + error.what());
  }
}

}  // namespace ebbtide
