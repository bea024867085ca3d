#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "changelog/change.h"
#include "flyway/event.h"
#include "operations/flyway/place.h"

namespace ebbtide {

/// A statement of a script.
struct ScriptPiece {
  std::string sql;
  std::uint64_t begin = 0;               ///< the byte of the script, behind comments
  std::optional<std::string> rows = {};  ///< of COPY … FROM STDIN, that stand behind it
};

/// A script as a change: its statements as Flyway takes them apart. No changelog can name it.
struct MigrationScript final : Change {
  /// Of a text with its placeholders replaced. Throws Error, with a place in the text, for what
  /// cannot be taken apart: a text or comment without an end.
  MigrationScript(std::string text, const sql::Syntax& syntax);

  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  void emit(const Target& target, const Emit& emit) const override;
  std::string checksum(const Hashing& hashing) const override;
  std::optional<Position> place_of(const SqlSpot& spot, const Target& target) const override;

  /// Where a byte of the text stands.
  Position position(std::uint64_t at) const;

  std::string text;
  std::vector<ScriptPiece> pieces;

 private:
  std::size_t split_from(std::size_t begin, const sql::Syntax& syntax);
};

/// A script that is ready to run: nothing of it was sent.
struct PreparedScript {
  ChangeSet change_set;                     ///< of one change
  const MigrationScript* script = nullptr;  ///< that change, in the changeset
  std::string shown, path;                  ///< its file, as messages name it and as a whole
  bool sets_session = false;  ///< a statement of it may set what later scripts would find
};

/// What is to be run of a file.
struct ScriptSource {
  ChangeSetId id;  ///< as the history has it
  const std::string& text;
  const std::string& shown;
  const std::string& path;
  const flyway::ScriptMetadata& metadata;
};

/// Replaces the placeholders of a script and takes it apart. Throws Failure where that cannot be
/// done, or where it mixes statements that need a transaction with others that bear none.
PreparedScript prepare(const ScriptSource& source, const FlywayPlace& place);

/// A statement of a script that the database has refused.
class ScriptFailed : public Error {
 public:
  /// What Flyway's message on it says, piece by piece.
  struct Details {
    std::string script;  ///< the name of its file
    std::string shown, path;
    int line = 0;  ///< where its statement begins
    int statement = 0;
    std::string state, message;
    int kept = 0;  ///< how many statements of the script stay applied
    Direction direction = Direction::update;
  };
  ScriptFailed(const Details& details, Position where);
  const Details& details() const { return details_; }

 private:
  Details details_;
};

/// What the executor says of a migration's statement, in Flyway's words; nothing where it was not a
/// statement of the script that failed.
std::optional<ScriptFailed> script_failure(const PreparedScript& prepared,
                                           const ChangeSetFailed& failed, int kept,
                                           Direction direction);

/// Runs the statements of a script within whatever the bracket has open, to the last answer. Throws
/// ScriptFailed, ConnectionLost and Interrupted; then the rest was not run.
void run_statements(const PreparedScript& prepared, const RunContext& context);

/// Runs the callbacks of an event, each in a transaction of its own. Throws as run_statements does;
/// the callback that failed is undone, those before it are not.
void run_callbacks(std::string_view event, FlywayPlace& place, const RunContext& context);
/// The same within the transaction that is open.
void run_callbacks_within(std::string_view event, FlywayPlace& place, const RunContext& context);

/// Runs the callbacks around each migration, and knows how far one has come that failed.
class ScriptAttendant final : public Attendant {
 public:
  enum class Stage { refused, before, statements, behind };

  ScriptAttendant(FlywayPlace& place, std::string before, std::string behind)
      : place_(place), before_(std::move(before)), behind_(std::move(behind)) {}
  /// The run whose changesets it attends; to be called before any of them.
  void attend(const RunContext& context) { context_ = &context; }
  /// The next migration comes.
  void begin();

  void before(const ChangeSet& change_set) override;
  void behind(const ChangeSet& change_set) override;
  void failed(const ChangeSet& change_set, int statements) override;
  std::string way_out(Direction direction) const override;

  Stage stage() const { return stage_; }
  /// What a callback threw; null where none did.
  std::exception_ptr thrown() const { return thrown_; }
  /// How many statements of the migration stay; nothing where the connection was lost.
  const std::optional<int>& kept_statements() const { return kept_; }

 private:
  void run(const std::string& event);

  FlywayPlace& place_;
  std::string before_, behind_;
  const RunContext* context_ = nullptr;
  Stage stage_ = Stage::refused;
  std::exception_ptr thrown_;
  std::optional<int> kept_;
};

/// Runs the callbacks around a verb: before it, behind it, or those of errors behind an error.
class VerbCallbacks {
 public:
  /// Runs those before the verb.
  VerbCallbacks(flyway::Phase phase, FlywayPlace& place, const RunContext& context);
  /// Where the verb has come to its end.
  void finish();
  /// Without a finish: the callbacks of errors. What fails among them is a warning.
  ~VerbCallbacks();
  VerbCallbacks(const VerbCallbacks&) = delete;
  VerbCallbacks& operator=(const VerbCallbacks&) = delete;

 private:
  flyway::PhaseEvents events_;
  FlywayPlace& place_;
  const RunContext& context_;
  bool is_finished_ = false;
};

}  // namespace ebbtide
