#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "executor/open_database.h"
#include "executor/session.h"
#include "executor/surroundings.h"
#include "sql/effect.h"
#include "sql/reach.h"

namespace ebbtide {

/// What becomes of a statement that reaches beyond a scratch database: an error; a word in its
/// place, where it has done its work on the server before; or, on a server that is there for it, a
/// word before it runs.
enum class Beyond { refused, passed_over, told };

/// Runs on a scratch database what stays in it; of all else it is a session as the one it stands
/// before. Each statement is judged as it is sent, with all edits. Borrows everything. Throws Error
/// for what is refused, with what to do about it.
class JudgedSession final : public Session {
 public:
  /// Hears of each statement and what it does, before it runs.
  using Heard = std::function<void(const sql::Effects&, std::string_view)>;

  /// `made_anew` gets the names of schemas and extensions that the scratch database had and that a
  /// changeset makes; it may be null.
  JudgedSession(Session& session, Connection& connection, const Reach& reach, Beyond beyond,
                Observer& observer, std::set<std::string>* made_anew = nullptr, Heard heard = {})
      : session_(session),
        connection_(connection),
        reach_(reach),
        beyond_(beyond),
        observer_(observer),
        made_anew_(made_anew),
        heard_(std::move(heard)) {}

  bool is_script() const override { return session_.is_script(); }
  bool leaves_out(const SqlStep& step) const override { return session_.leaves_out(step); }
  void comment(std::string_view text) override { session_.comment(text); }
  using Session::run;
  std::int64_t run(const SqlStep& step) override;
  void queue(const SqlStep& step, const Answered& answered) override;
  void send() override { session_.send(); }
  void begin() override { session_.begin(); }
  void commit() override { session_.commit(); }
  void rollback() override { session_.rollback(); }
  void run_and_commit(const RowChanges& changes) override { session_.run_and_commit(changes); }
  void write(const RowChanges& changes) override { session_.write(changes); }
  void keep_alive() override { session_.keep_alive(); }
  void reset(int times) override { session_.reset(times); }

 private:
  std::string why_beyond(const std::string& sql);
  void make_room(const SqlStep& step);
  bool lets_through(const SqlStep& step);

  Session& session_;
  Connection& connection_;
  const Reach& reach_;
  Beyond beyond_;
  Observer& observer_;
  std::set<std::string>* made_anew_;
  Heard heard_;
};

/// Refuses preconditions whose SQL reaches beyond the scratch database: those of the whole
/// changelog and of these changesets. Throws ValidationFailed with all of them.
void check_reach_of_preconditions(const Changelog& changelog,
                                  const std::vector<const ChangeSet*>& change_sets,
                                  const Reach& reach);

/// Refuses changesets whose statements, as they would run and be undone on the scratch database,
/// reach beyond it, and those that run programs. Throws ValidationFailed with all that can be told
/// before anything runs; the rest is for the session to judge.
void check_reach(const Project& project, OpenDatabase& scratch,
                 const std::vector<const ChangeSet*>& change_sets, const Reach& reach,
                 const Interruption& interruption);

}  // namespace ebbtide
