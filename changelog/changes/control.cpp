// Changes without SQL of their own: a tag, a message, the end of the run, a program, a Java class.
// They reach who runs them as steps (change.h), so that a script and a database can each do with
// them what is right there. A tag is no step: the history row of its changeset has it.
#include "changelog/changes/control.h"

#include <algorithm>
#include <map>

#include "changelog/changes/families.h"
#include "changelog/checksum.h"
#include "changelog/files.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

constexpr Field tag_database_fields[] = {
    field<&TagDatabase::keep_on_rollback>("keepTagOnRollback",
                                          "Whether a rollback to the tag keeps it; from version 5",
                                          Trait::unsummed),
    field<&TagDatabase::tag>("tag", "The tag; without one nothing is tagged"),
};

constexpr Field output_fields[] = {
    field<&Output::message>("message", "What to print", Trait::required | Trait::body),
    field<&Output::target_stream>("target",
                                  "Where to: STDOUT, STDERR, DEBUG, INFO, WARN, SEVERE or FATAL"),
};

constexpr Field stop_fields[] = {
    field<&Stop::message>("message", "Why the run stops here", Trait::body),
};

constexpr Field command_argument_fields[] = {
    field<&CommandArgument::value>("value", "The argument", Trait::body),
};

constexpr Field execute_command_fields[] = {
    records<&ExecuteCommand::arguments>("args", "arg", "Arguments of the program, in order",
                                        Trait::unsummed | Trait::at_root),
    field<&ExecuteCommand::executable>("executable", "Program to run", Trait::required),
    field<&ExecuteCommand::os>("os", "Operating systems it runs on, as a list", Trait::unsummed),
    field<&ExecuteCommand::timeout>("timeout", "How long it may take: 10s, 5m, 1h"),
};

constexpr Field java_parameter_fields[] = {
    field<&JavaParameter::name>("name", "Name of the parameter", Trait::required),
    field<&JavaParameter::value>("value", "Value of the parameter", Trait::body),
};

constexpr Field custom_change_fields[] = {
    field<&CustomChange::java_class>("class", "Java class of the change", Trait::required),
    records<&CustomChange::parameters>("param", "param", "Parameters of the class", Trait::at_root),
};

bool is_timeout(std::string_view text) {
  const std::string_view digits = trim(text.substr(0, text.find_first_not_of("0123456789")));
  const std::string_view unit = trim(text.substr(digits.size()));
  return !digits.empty() && (unit.empty() || equals_ignoring_case(unit, "s") ||
                             equals_ignoring_case(unit, "m") || equals_ignoring_case(unit, "h"));
}

}  // namespace

std::span<const Field> CommandArgument::fields() { return command_argument_fields; }
std::span<const Field> JavaParameter::fields() { return java_parameter_fields; }

const ChangeType TagDatabase::kind{"tagDatabase", "Gives this state a name to roll back to",
                                   tag_database_fields, create<TagDatabase>,
                                   "<tagDatabase tag='v1.2'/>"};
const ChangeType Empty::kind{"empty", "Does nothing", {}, create<Empty>, "<empty/>"};
const ChangeType Output::kind{"output", "Prints a message", output_fields, create<Output>,
                              "<output target='STDERR'>Half of the books are "
                              "counted</output>"};

void Output::emit(const Target&, const Emit& emit) const {
  emit(OutputStep{message.value_or(""), target_stream.value_or("STDERR")});
}

const ChangeType Stop::kind{"stop", "Ends the run with a message", stop_fields, create<Stop>,
                            "<stop>Not before the archive is filled</stop>"};

void Stop::emit(const Target&, const Emit& emit) const { emit(StopStep{message.value_or("")}); }

const ChangeType ExecuteCommand::kind{"executeCommand",
                                      "Runs a program, where --allow-execute-command is given",
                                      execute_command_fields, create<ExecuteCommand>,
                                      "<executeCommand executable='psql' timeout='5m'><arg "
                                      "value='--file=fill.sql'/></executeCommand>"};

void ExecuteCommand::emit(const Target&, const Emit& emit) const {
  const std::vector<std::string> systems = split_list(os.or_empty());
  const auto is_linux = [](const std::string& name) { return equals_ignoring_case(name, "linux"); };
  const bool is_for_this_system =
      systems.empty() || std::any_of(systems.begin(), systems.end(), is_linux);
  CommandStep step{executable.value_or(""), {}, timeout, is_for_this_system};
  for (const CommandArgument& argument : arguments)
    step.arguments.emplace_back(argument.value.or_empty());
  emit(std::move(step));
}

std::vector<std::string> ExecuteCommand::problems(const Target&) const {
  if (!timeout || is_timeout(*timeout)) return {};
  return {"Invalid value specified for timeout: " + timeout.str() +
          "; use a number with s, m or h"};
}

const ChangeType CustomChange::kind{"customChange", "A change written in Java; it cannot run here",
                                    custom_change_fields, create<CustomChange>,
                                    "<customChange class='com.example.FillArchive'><param "
                                    "name='table' value='book'/></customChange>"};

void CustomChange::emit(const Target&, const Emit&) const { throw Error(problems_text(), where); }

std::string CustomChange::problems_text() const {
  return "customChange runs the Java class '" + java_class.value_or("") +
         "', which needs a JVM; write the change as sql, or mark its changeset as ran after "
         "Liquibase has run it";
}

std::vector<std::string> CustomChange::problems(const Target&) const { return {problems_text()}; }

/// As Liquibase does: the parameters are a map, in the order of their names.
std::string CustomChange::checksum(const Hashing& hashing) const {
  return hash_text(hashed_texts(hashing).back().text, hashing.files.encodings().output);
}

std::vector<HashedText> CustomChange::hashed_texts(const Hashing&) const {
  std::map<std::string, std::string> sorted;
  for (const JavaParameter& parameter : parameters)
    sorted[parameter.name.value_or("")] = parameter.value.value_or("");
  std::vector<std::string> entries;
  for (const auto& [name, value] : sorted)
    entries.push_back("        " + name + "=\"" + value + "\"");
  const std::string map = entries.empty() ? "[]" : "{\n" + join(entries, ",\n") + "\n    }";
  return {{"its class and parameters", "customChange:[\n    class=\"" + java_class.value_or("") +
                                           "\"\n    param=" + map + "\n]"}};
}

std::span<const ChangeType* const> control_changes() {
  static constexpr const ChangeType* types[] = {&TagDatabase::kind,    &Empty::kind,
                                                &Output::kind,         &Stop::kind,
                                                &ExecuteCommand::kind, &CustomChange::kind};
  return types;
}

}  // namespace ebbtide
