// Code that a statement runs without showing it, and code that it stores.
//
// What a block does cannot be known, but what it holds can be read: the statements in its body, and
// texts that it builds and runs. Four answers:
//
//   DROP TABLE a in the body          told, with these words
//   EXECUTE of a text that is built   told: nobody can see which, unless its first words are
//                                     harmless
//   only harmless statements          nothing
//   CALL p, also in the body          nothing where p is known as harmless, as is all that it calls
//                                     (State::routine), else told
//
// A routine is read when it is made; that it holds something destructive is information, and its
// call is the thing to be approved. executeCommand and customChange run programs, of which nothing
// is read. Only written SQL is asked: blocks that a change makes of itself look for the name of a
// key and no more.
#include <algorithm>

#include "changelog/changes/control.h"
#include "lint/findings.h"
#include "sql/code_inside.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

bool runs_program(const Change* change) {
  return change != nullptr &&
         (change->type().name == "executeCommand" || change->type().name == "customChange");
}

/// The name behind CALL.
sql::Name called(const Step& step) {
  sql::Cursor at = step.code();
  return at.take_any({"call", "execute", "exec"}) ? at.take_name().value_or(sql::Name())
                                                  : sql::Name();
}

std::string doubt_of_call(const Step& step, const sql::Name& procedure) {
  if (step.state().routine(procedure) != nullptr) return "";
  return "procedure " + procedure.to_text() + " is called, and nobody can see here what it does";
}

/// What speaks against the code of the statement; empty for nothing.
std::string doubt_of(const Step& step) {
  const sql::Clause& text = step.whole();
  const sql::Syntax& syntax = step.scene.facts.syntax;
  if (text.begins_with({"call"})) {
    return doubt_of_call(step, called(step));
  }
  if (text.begins_with({"do"}) && !is_readable_code(text))
    return "the code that is run is in a language that is not read here";
  const auto body = sql::body_of(step.statement.sql, syntax);
  const std::string_view code =
      body && !text.begins_with({"create"}) ? *body : std::string_view(step.statement.sql);
  const sql::CodeInside inside = sql::look_inside(code, syntax);
  if (!inside.destroys.empty()) return "the code that is run holds " + inside.destroys;
  if (!inside.runs_built.empty()) return "a text is built and run, and nobody can see which";
  for (const sql::Name& one : inside.calls)
    if (std::string doubt = doubt_of_call(step, one); !doubt.empty()) return doubt;
  return "";
}

/// Whether EXECUTE runs what a PREPARE before it has shown, or was told of.
bool runs_prepared(const Step& step) {
  return step.whole().begins_with({"execute"}) && step.code().sees_name(1) &&
         step.scene.prepared.contains(lower(called(step).name));
}

void code_run(const Step& step, Findings& findings) {
  if (runs_program(step.statement.change)) {
    findings.add(step, "",
                 std::string(step.statement.change->type().name) +
                     " runs a program, and nobody can see here what it does");
    return;
  }
  const sql::Clause& text = step.whole();
  const bool runs = text.begins_with({"do"}) || text.begins_with({"call"}) ||
                    text.begins_with({"execute"}) || text.begins_with({"exec"}) ||
                    text.begins_with({"prepare"}) || text.begins_with({"begin", "not"});
  if (!runs || !step.statement.is_written || runs_prepared(step)) return;
  if (const std::string doubt = doubt_of(step); !doubt.empty()) findings.add(step, "", doubt);
}

void code_stored(const Step& step, Findings& findings) {
  const Thing thing = step.effect.thing;
  const bool stores =
      step.effect.verb == Verb::create && (thing == Thing::function || thing == Thing::procedure ||
                                           thing == Thing::trigger || thing == Thing::event);
  if (!stores) return;
  const auto body = sql::body_of(step.statement.sql, step.scene.facts.syntax);
  if (!body) return;
  const sql::CodeInside inside = sql::look_inside(*body, step.scene.facts.syntax);
  if (inside.destroys.empty()) return;
  const std::string name = name_of(step.effect);
  findings.add(step, name,
               std::string(to_text(thing)) + " " + name + " holds " + inside.destroys +
                   ", for whoever calls it");
}

constexpr Rule table[] = {
    {.id = "DS109",
     .title = "Code the linter cannot see into is run",
     .is_gate = true,
     .why = "A block, a call, a text that is built or a program may destroy anything.",
     .remedy = "write the statements out, or approve the changeset after reading it",
     .boundary = "Blocks and texts whose statements are written out and harmless; texts that begin "
                 "with a harmless verb; routines of the same changelog that are harmless.",
     .on_statement = code_run},
    {.id = "DS110",
     .title = "Stored routine or trigger holds destructive statements",
     .severity = Severity::info,
     .why = "It does nothing now, but the next caller may lose data, unseen by any gate.",
     .remedy = "look at who may call it, and name it so that it is recognised",
     .boundary = "Words in comments and texts that are not run; a DELETE with a WHERE; temporary "
                 "tables of the body itself.",
     .verbs = verb_set({Verb::create}),
     .on_effect = code_stored},
};

}  // namespace

bool is_readable_code(const sql::Clause& code) {
  const std::string language = lower(code.value_behind({"language"}));
  return language.empty() || language == "sql" || language == "plpgsql";
}

std::optional<std::vector<sql::Name>> calls_of_routine(std::string_view statement,
                                                       const sql::Syntax& syntax) {
  const auto body = sql::body_of(statement, syntax);
  if (!body || !is_readable_code(sql::Clause(statement, syntax))) return std::nullopt;
  sql::CodeInside inside = sql::look_inside(*body, syntax);
  if (!inside.destroys.empty() || !inside.runs_built.empty()) return std::nullopt;
  return std::move(inside.calls);
}

std::span<const Rule> code_rules() { return table; }

}  // namespace ebbtide::lint
