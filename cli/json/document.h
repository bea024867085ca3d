#pragma once

#include <string>
#include <string_view>

#include "cli/json/output.h"
#include "cli/report/run_record.h"
#include "text/error.h"

namespace ebbtide {

/// What kind of error it is, in one word that programs go by: `usage`, `validation`, `changeSet`,
/// `database`, `connection`, `refused`, `interrupted`, `error`.
std::string_view kind_of(const Error& error);
/// What can be done about it, where more is known than the message says; else empty.
std::string remedy_of(const Error& error);
/// An error with all that is known of it.
Json json_of(const Error& error, int exit_code);

/// What is known of a run when it is over.
struct RunDocument {
  std::string command;
  std::string database;
  const RunRecord& record;
  std::string script = {};       ///< that was written in place of a run
  const Error* error = nullptr;  ///< what ended it
  int exit_code = 0;
};

/// The one document of a command: what it has said by write_json, or else what was run; with
/// the error that ended it.
std::string document_text(const Console& console, const RunDocument& run);
/// Writes it as the result.
void write_document(Console& console, const RunDocument& run);
/// Writes what was kept by write_json, where something was.
void write_kept(Console& console);
/// The text of it; empty where nothing is kept.
std::string kept_text(const Console& console);
/// Writes the document of a command that came to nothing.
void write_failure(Console& console, const Error& error, int exit_code);

}  // namespace ebbtide
