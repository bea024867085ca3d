#include "operations/flyway/carried_scripts.h"

#include <algorithm>
#include <filesystem>

#include "changelog/walk.h"
#include "database/facts.h"
#include "flyway/failure.h"
#include "operations/flyway/script_run.h"
#include "sql/splitter.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using flyway::FileKind;
using flyway::ResolvedMigration;

/// As a changelog's reader gives it.
std::string plain(std::string sql) {
  std::erase(sql, '\r');
  return std::string(trim(sql));
}

/// What of the folder an empty database gets.
std::vector<const ResolvedMigration*> chosen(const flyway::Scripts& scripts) {
  std::optional<flyway::Version> base;
  for (const ResolvedMigration& one : scripts.migrations) {
    if (one.kind == FileKind::baseline) base = one.version;
  }
  std::vector<const ResolvedMigration*> all;
  for (const ResolvedMigration& one : scripts.migrations) {
    const bool is_base = one.kind == FileKind::baseline && *one.version == *base;
    const bool is_above = one.kind == FileKind::versioned && (!base || *base < *one.version);
    if (is_base || is_above || one.kind == FileKind::repeatable) all.push_back(&one);
  }
  return all;
}

class Carrying {
 public:
  explicit Carrying(const FlywayPlace& place) : place_(place) {}

  std::vector<CarriedScript> all() {
    for (const std::string& one : place_.scripts().strangers)
      problems_.push_back(one +
                          ": it is no SQL, and only Flyway runs it; write what it does as SQL in a "
                          "script of the same version");
    std::vector<CarriedScript> carried;
    for (const ResolvedMigration* const one : chosen(place_.scripts()))
      carried.push_back(carried_of(*one));
    if (!problems_.empty())
      throw flyway::Failure(flyway::error_code, "Unable to convert, and nothing was written:\n" +
                                                    join(problems_, "\n"));
    return carried;
  }

 private:
  CarriedScript carried_of(const ResolvedMigration& script) {
    CarriedScript one;
    one.id = std::filesystem::path(script.path).stem().string();
    one.script = &script;
    one.in_transaction = read(script, one.statements);
    if (script.kind == FileKind::versioned) one.undo = place_.scripts().undo_of(*script.version);
    if (one.undo != nullptr && !read(*one.undo, one.undoing)) one.in_transaction = false;
    const std::string moment = place_.configuration().text("placeholderPrefix") + "flyway" +
                               place_.configuration().text("placeholderSeparator") + "timestamp";
    one.is_each_time = script.kind == FileKind::repeatable && place_.replaces(script.metadata) &&
                       contains(lower(script.text), lower(moment));
    return one;
  }

  /// Whether it bears a transaction.
  bool read(const ResolvedMigration& script, std::vector<std::string>& statements) {
    try {
      const PreparedScript prepared =
          prepare({{}, script.text, script.shown, script.path, script.metadata}, place_);
      for (const ScriptPiece& piece : prepared.script->pieces) {
        if (piece.rows)
          problems_.push_back(prepared.script->position(piece.begin).to_text() +
                              ": COPY has its rows in the script, which a changelog cannot say; "
                              "write them as INSERT");
        if (!is_only_comments(piece.sql, place_.facts().syntax))
          statements.push_back(plain(piece.sql));
      }
      return prepared.change_set.in_transaction;
    } catch (const flyway::Failure& failure) {
      problems_.push_back(script.shown + ": " + failure.what());
      return true;
    }
  }

  const FlywayPlace& place_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<CarriedScript> carried_scripts(const FlywayPlace& place) {
  return Carrying(place).all();
}

std::optional<std::vector<std::string>> sent_statements(const Change& change,
                                                        const Target& target) {
  std::vector<std::string> all;
  try {
    if (!change.problems(target).empty() || !change.text_problems(target).empty())
      return std::nullopt;
    const ChangeSet alone;
    Walk walk(alone, Way::forward, target);
    std::vector<NotMade> not_made;
    for (const WalkedStatement& one : statements_of(change, walk, not_made)) {
      // What a driver makes of a text is no matter of the changelog.
      const std::string sql(one.before_driver ? *one.before_driver : one.sql());
      if (!is_only_comments(sql, target.facts().syntax)) all.push_back(plain(sql));
    }
    if (!not_made.empty()) return std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
  return all;
}

}  // namespace ebbtide
