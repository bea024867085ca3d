// Names: the team's own patterns, and words that every query has to quote.
//
// Both look at what gets a name: what is made, what is renamed, and the parts of a new table, each
// as if it stood alone. What the database names itself has no name here and is passed over. A
// pattern is a regular expression that is looked for in the name (`^t_` for a beginning); a kind
// without a pattern is not asked.
//
// Reserved is no error: quoted, it works for ever. It is information, for who still can choose.
#include <optional>
#include <string>
#include <string_view>

#include "lint/findings.h"
#include "lint/reserved_words.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

/// What the configuration calls a kind of object; empty for what has no pattern.
std::string_view option_of(Thing thing) {
  switch (thing) {
    case Thing::table:
      return "table";
    case Thing::column:
      return "column";
    case Thing::index:
      return "index";
    case Thing::foreign_key:
      return "foreign-key";
    case Thing::unique:
      return "unique";
    case Thing::check:
      return "check";
    case Thing::sequence:
      return "sequence";
    default:
      return "";
  }
}

std::string object_of(const sql::Effect& effect) {
  if (effect.part.empty()) return effect.object.name;
  return effect.thing == Thing::column ? effect.object.name + "." + effect.part : effect.part;
}

/// Calls for everything that a statement makes, with its name.
template <class Call>
void each_made(const Step& step, const Call& call) {
  const auto one = [&](const sql::Effect& effect) {
    if (effect.is_part || effect.is_temporary) return;
    const bool renames = effect.verb == Verb::rename;
    if (effect.verb != Verb::create && !renames) return;
    const std::string& own = name_of(effect);
    const bool is_part = effect.thing != Thing::table && effect.thing != Thing::sequence &&
                         effect.thing != Thing::view && effect.part.empty();
    if (is_part && !renames) return;
    call(Step{step.scene, step.subject, step.statement, effect, step.statement_number},
         renames ? effect.other.name : own);
  };
  const schema::Table* const table = step.table();
  if (step.effect.is_temporary || (table != nullptr && step.state().facts(*table).is_temporary))
    return;
  one(step.effect);
  for (const sql::Effect& part : step.effect.parts) one(part);
}

void odd_name(const Step& step, Findings& findings) {
  each_made(step, [&](const Step& one, const std::string& name) {
    const std::string option(option_of(one.effect.thing));
    const auto pattern = option.empty() ? std::nullopt : one.scene.settings.value("NM101", option);
    if (!pattern || one.scene.expressions.has_match(*pattern, name)) return;
    const std::string object = one.effect.verb == Verb::rename ? name : object_of(one.effect);
    findings.add_at(one, name, object,
                    "the " + option + " name " + name + " does not fit " + *pattern);
  });
}

void reserved_name(const Step& step, Findings& findings) {
  each_made(step, [&](const Step& one, const std::string& name) {
    if (!is_reserved_word(name, one.scene)) return;
    const std::string object = one.effect.verb == Verb::rename ? name : object_of(one.effect);
    findings.add_at(one, name, object, name + " is a reserved word");
  });
}

constexpr Rule table[] = {
    {.id = "NM101",
     .title = "Name outside the team's pattern",
     .severity = Severity::off,
     .why = "The team has agreed on names.",
     .remedy = "rename it before the release",
     .boundary = "No pattern for the kind (`table`, `column`, `index`, `foreign-key`, `unique`, "
                 "`check`, `sequence`); things without a name.",
     .options = "table column index foreign-key unique check sequence",
     .verbs = verb_set({Verb::create, Verb::rename}),
     .on_effect = odd_name},
    {.id = "NM105",
     .title = "Reserved word as a name",
     .severity = Severity::info,
     .why = "Every query has to quote it for ever.",
     .remedy = "choose another name",
     .boundary = "Words that this database does not reserve; aliases and texts.",
     .verbs = verb_set({Verb::create, Verb::rename}),
     .on_effect = reserved_name},
};

}  // namespace

std::span<const Rule> name_rules() { return table; }

}  // namespace ebbtide::lint
