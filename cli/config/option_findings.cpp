#include "cli/config/option_findings.h"

#include "cli/config/config.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

Finding finding_on(const Option& option, const std::string& value, Finding::Place place) {
  const std::string name = "the option '--" + std::string(option.name) + "'";
  if (option.effect == OptionEffect::none)
    return {"option",
            Severity::note,
            name + " has no effect here",
            std::string(option.doc),
            {std::move(place)}};
  const std::string flaw = flaw_of(option, value);
  if (option.effect == OptionEffect::refused && !flaw.empty())
    return {"option-refused",
            Severity::blocks,
            name + " is refused",
            "it " + std::string(option.doc) + "; remove it",
            {std::move(place)}};
  return {"option-value",
          Severity::blocks,
          name + " has a value that is none",
          flaw,
          {std::move(place)}};
}

bool works(const Option& option, const std::string& value) {
  return option.effect == OptionEffect::works && flaw_of(option, value).empty();
}

}  // namespace

void find_in_settings(const Settings& settings, Findings& findings) {
  std::vector<std::string> working;
  for (const Settings::Given& one : settings.given()) {
    if (!one.counts) continue;
    if (works(*one.option, one.text)) {
      if (one.source != Settings::Source::command_line)
        working.push_back("--" + std::string(one.option->name) + " (" + origin_of(one) + ")");
      continue;
    }
    findings.add(finding_on(*one.option, one.text, {one.where, ""}));
  }
  for (const std::string& name : settings.unknown())
    findings.add({"option-unknown", Severity::attention, "a name that is no option: " + name,
                  "it is passed over, as by Liquibase; correct or remove it"});
  if (!working.empty())
    findings.add({"options", Severity::note,
                  "options of properties files and the environment that work as they are",
                  join(working, ", ")});
}

}  // namespace ebbtide
