// A misspelt context runs nothing, or with `!prod` everything, and says nothing. So names of the
// context filter and the label filter that no changeset knows are warned of, each with the nearest
// one that is known, and so is an expression that is read otherwise than it looks, such as `a b`.
#include "cli/selection_doubts.h"

#include "changelog/expression.h"
#include "text/ascii.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

/// The names that are not known, each with the one it may have been meant to be.
void find_unknown(const std::set<std::string>& names, const std::set<std::string>& known,
                  const std::string& kind, std::vector<std::string>& doubts) {
  for (const std::string& name : names) {
    if (known.contains(name)) continue;
    doubts.push_back("no changeset knows the " + kind + " '" + name + "'" +
                     suggestion(name, {known.begin(), known.end()}));
  }
}

}  // namespace

std::vector<std::string> doubts_of_selection(const Changelog& changelog) {
  const Selection& selection = changelog.properties.selection();
  std::vector<std::string> doubts;
  std::set<std::string> contexts, labels;
  for (const std::string& context : selection.contexts) add_names(context, contexts);
  add_names(selection.label_filter, labels);
  find_unknown(contexts, changelog.known_contexts, "context", doubts);
  find_unknown(labels, changelog.known_labels, "label", doubts);
  if (std::string doubt = doubt_of_expression(selection.label_filter); !doubt.empty())
    doubts.push_back("the label filter: " + doubt);
  try {
    check_expression(selection.label_filter);
  } catch (const Error& error) {
    doubts.push_back("the label filter '" + selection.label_filter +
                     "' cannot be understood: " + error.what());
  }
  return doubts;
}

}  // namespace ebbtide
