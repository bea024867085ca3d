#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/console.h"
#include "operations/flyway/baseline.h"
#include "operations/flyway/clean.h"
#include "operations/flyway/convert.h"
#include "operations/flyway/drift.h"
#include "operations/flyway/info.h"
#include "operations/flyway/lint.h"
#include "operations/flyway/migrate.h"
#include "operations/flyway/repair.h"
#include "operations/flyway/undo.h"
#include "operations/flyway/validate.h"

namespace ebbtide {

/// What the verbs of a Flyway run say as JSON, with Flyway's own names: one object, or the list
/// `individualResults` where there were several verbs.
class FlywayDocument {
 public:
  FlywayDocument();
  ~FlywayDocument();
  FlywayDocument(const FlywayDocument&) = delete;
  FlywayDocument& operator=(const FlywayDocument&) = delete;

  /// What a verb came to, in the order of the verbs.
  void add(const InfoResult& result);
  void add(const ValidateResult& result);
  void add(const MigrateResult& result);
  void add(const BaselineResult& result);
  void add(const RepairResult& result);
  void add(const UndoResult& result);
  /// What an undo would do. It is a part of what the undo came to, or of how it failed.
  void plan(const RollbackProspect& prospect, const std::string& database);
  void add(const CleanResult& result);
  void add(const FlywayConvertResult& result);
  void add(const FlywayDriftResult& result);
  void add(const FlywayLintResult& result);
  /// What went wrong, by Flyway's code; a migrate that failed says what it did as well. It is the
  /// whole document then.
  void fail(const Error& error);

  /// The document, on several lines.
  std::string text(bool are_several) const;

 private:
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

/// Writes the text of a document as the result.
void print_document(Console& console, const std::string& text);

}  // namespace ebbtide
