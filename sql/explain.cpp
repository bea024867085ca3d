#include "sql/explain.h"

namespace ebbtide::sql {
namespace {

/// `FORMAT = JSON`.
void take_format(Cursor& at) {
  if (!at.take("format")) return;
  at.take("=");
  at.skip();
}

}  // namespace

std::optional<Cursor> statement_run_by_explain(Cursor at) {
  const bool is_explain = at.take("explain");
  bool runs = at.take("analyze");
  if (!is_explain) {
    take_format(at);
    runs = runs && at.sees_any({"select", "insert", "update", "delete", "replace", "with"});
    return runs ? std::optional(at) : std::nullopt;
  }
  if (at.sees("(")) {
    for (Cursor inner = at; !inner.at_end() && !inner.sees(")"); inner.skip())
      runs = runs || inner.sees("analyze");
    at.skip_brackets();
  }
  at.take("verbose");
  take_format(at);
  return runs && !at.at_end() ? std::optional(at) : std::nullopt;
}

}  // namespace ebbtide::sql
