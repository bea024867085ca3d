#pragma once

#include <functional>
#include <string>

#include "cli/workspace.h"
#include "executor/history_writer.h"

namespace ebbtide {

/// What a script is for; its frame differs a little.
enum class ScriptKind { update, sync, rollback, future };
struct ScriptFrame {
  ScriptKind kind;
  std::string title;
};

/// Writes a script to the console's output: the statements for the tracking tables and the lock, a
/// header, and between them what `body` runs. An offline run has no lock, and keeps its history in
/// its file once the script is complete. `history` is the one the script starts from.
void write_script(Workspace& workspace, const ScriptFrame& frame, const History& history,
                  const std::function<void(Session&, HistoryWriter&)>& body);

/// The history a script starts from: the database's, or the file's of an offline run.
History script_history(Workspace& workspace);

/// Changes the history file of an offline run, without a script.
void change_offline_history(Workspace& workspace,
                            const std::function<void(HistoryWriter&, const History&)>& change);

/// `11/22/26, 6:07 PM`: a moment as Liquibase's messages have it.
std::string short_date_time(const std::tm& moment);

}  // namespace ebbtide
