// Each shell gets the tables in its own words: the commands with their summaries, for each the
// options that it takes, and for an option what its value can be: one of some words, true or false,
// a file, a folder. Nothing is asked of the program while a user types.
//
// A command of two words (`init project`) is a first word that several share, behind which the
// second ones are completed; its options are those of all of them. Options that count everywhere
// come with every command.
//
//   bash   cuts words at `=`, so that `--format=J` is three of them: what stands before the `=`
//          names the option. One that takes a value is completed with its `=` and no blank
//   zsh    _arguments knows all of that; in its texts `[`, `]` and `:` have a meaning
//   fish   a rule for each option, which says behind which commands it counts
//
// An option that takes a file is told by its name, which ends in -file or -directory, or is one of
// the few others in the list.
#include "cli/help/completion.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/help/markdown.h"
#include "cli/help/topics.h"
#include "cli/options.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// What an option may be completed with, besides words of its own.
bool takes_file(const Option& option) {
  constexpr auto others = std::to_array<std::string_view>(
      {"rollback-script", "search-path", "classpath", "targets", "results", "resume", "events"});
  return option.name.ends_with("-file") || option.name.ends_with("-directory") ||
         std::find(others.begin(), others.end(), option.name) != others.end();
}

std::vector<std::string> words_of(const Option& option) {
  if (option.kind == OptionKind::flag) return {"true", "false"};
  std::vector<std::string> words;
  for (const std::string_view word : option.words) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

std::vector<const Option*> global_options() {
  std::vector<const Option*> found;
  for (const Option& option : all_options()) {
    if (counts_everywhere(option)) found.push_back(&option);
  }
  return found;
}

/// What is typed for a command: a word, and for some a second one, which several share the first of
/// (`init project`).
struct Typed {
  std::string word;
  std::string summary;  ///< of a command of one word
  std::vector<std::string> second_words;
  std::vector<const Option*> options;  ///< that are of use to it, beside those of every command
};

void add_options(Typed& typed, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) {
    const Option* const option = find_option_named(name);
    if (std::find(typed.options.begin(), typed.options.end(), option) == typed.options.end())
      typed.options.push_back(option);
  }
}

std::vector<Typed> typed_commands() {
  std::vector<Typed> all;
  for (const Command& command : commands()) {
    const std::size_t blank = command.name.find(' ');
    const std::string word(command.name.substr(0, blank));
    auto typed =
        std::find_if(all.begin(), all.end(), [&](const Typed& one) { return one.word == word; });
    if (typed == all.end()) typed = all.insert(all.end(), {word, "", {}, {}});
    if (typed->summary.empty()) typed->summary = command.summary;
    if (blank != std::string_view::npos)
      typed->second_words.emplace_back(command.name.substr(blank + 1));
    add_options(*typed, command.own_options());
    add_options(*typed, command.shared_options());
  }
  return all;
}

std::string names_of_commands() {
  std::vector<std::string> names{"help"};
  for (const Typed& typed : typed_commands()) names.push_back(typed.word);
  return join(names, " ");
}

/// What `help` can be followed by.
std::string names_of_topics() {
  std::vector<std::string> names{"topics", "commands", "options", "changes", "preconditions"};
  for (const Topic& topic : topics()) names.emplace_back(topic.name);
  return join(names, " ") + " " + names_of_commands();
}

// bash

/// An option that takes a value ends in `=`, behind which the shell completes that.
std::string bash_names(const std::vector<const Option*>& options) {
  std::vector<std::string> names;
  for (const Option* const option : options)
    names.push_back("--" + std::string(option->name) +
                    (option->kind == OptionKind::flag ? "" : "="));
  return join(names, " ");
}

void write_bash_values(std::ostream& out) {
  out << "_ebbtide_values() {\n  case $1 in\n";
  for (const Option& option : all_options()) {
    if (option.effect != OptionEffect::works) continue;
    const auto words = words_of(option);
    if (!words.empty())
      out << "    --" << option.name << ") COMPREPLY=($(compgen -W '" << join(words, " ")
          << "' -- \"$2\")) ;;\n";
    else if (takes_file(option))
      out << "    --" << option.name
          << ") compopt -o filenames; COMPREPLY=($(compgen -f -- \"$2\")) ;;\n";
  }
  out << "  esac\n}\n";
}

void write_bash_options(std::ostream& out) {
  out << "_ebbtide_options() {\n  case $1 in\n";
  for (const Typed& typed : typed_commands())
    out << "    " << typed.word << ") echo '" << bash_names(typed.options) << "' ;;\n";
  out << "  esac\n  echo '" << bash_names(global_options()) << " --help --version'\n}\n";
}

// bash cuts a word at `=`, so that `--format=J` is three words.
void write_bash(std::ostream& out) {
  out << "# Completion of ebbtide for bash. Load it with: source <(ebbtide completion bash)\n";
  write_bash_values(out);
  write_bash_options(out);
  out << "_ebbtide() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
         "  local commands='"
      << names_of_commands()
      << "'\n"
         "  COMPREPLY=()\n"
         "  if [[ $word == '=' ]]; then _ebbtide_values \"$before\" ''; return; fi\n"
         "  if [[ $before == '=' ]]; then\n"
         "    _ebbtide_values \"${COMP_WORDS[COMP_CWORD-2]}\" \"$word\"; return\n"
         "  fi\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case \" $commands \" in *\" ${COMP_WORDS[i]} \"*) command=${COMP_WORDS[i]}; break ;; "
         "esac\n"
         "  done\n"
         "  if [[ $word == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$(_ebbtide_options \"$command\")\" -- \"$word\"))\n"
         "    [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace\n"
         "  elif [[ $before == --* ]]; then\n"
         "    _ebbtide_values \"$before\" \"$word\"\n"
         "  elif [[ -z $command ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$commands\" -- \"$word\"))\n"
         "  else\n"
         "    case $command in\n"
         "      help) COMPREPLY=($(compgen -W '"
      << names_of_topics() << "' -- \"$word\")) ;;\n";
  for (const Typed& typed : typed_commands()) {
    if (!typed.second_words.empty())
      out << "      " << typed.word << ") COMPREPLY=($(compgen -W '"
          << join(typed.second_words, " ") << "' -- \"$word\")) ;;\n";
  }
  out << "    esac\n"
         "  fi\n"
         "}\n"
         "complete -F _ebbtide ebbtide\n";
}

// zsh

/// A text within single quotes, where `[`, `]` and `:` mean something to _arguments.
std::string zsh_text(std::string_view text) {
  std::string quoted = replace_all(text, "'", "'\\''");
  for (const char* const special : {"[", "]", ":"})
    quoted = replace_all(quoted, special, "\\" + std::string(special));
  return quoted;
}

std::string zsh_option(const Option& option) {
  const auto words = words_of(option);
  std::string text = "'--" + std::string(option.name) +
                     (option.kind == OptionKind::flag ? "" : "=") + "[" + zsh_text(option.doc) +
                     "]";
  if (option.kind != OptionKind::flag)
    text += ":value:" + (!words.empty()       ? "(" + join(words, " ") + ")"
                         : takes_file(option) ? std::string("_files")
                                              : std::string(" "));
  return text + "'";
}

void write_zsh(std::ostream& out) {
  out << "#compdef ebbtide\n# Completion of ebbtide for zsh. Put it as _ebbtide into a folder of "
         "$fpath.\n_ebbtide() {\n  local -a commands global\n  commands=(\n    'help:Says more'\n";
  for (const Typed& typed : typed_commands())
    out << "    '" << typed.word << ":" << zsh_text(typed.summary) << "'\n";
  out << "  )\n  global=(\n";
  for (const Option* const option : global_options()) out << "    " << zsh_option(*option) << "\n";
  out << "  )\n  local word command=\n"
         "  for word in ${words[2,CURRENT-1]}; do\n"
         "    if (( ${commands[(I)$word:*]} )); then command=$word; break; fi\n"
         "  done\n"
         "  case $command in\n"
         "    '') _arguments $global '--help[Says more]' '--version[The version]' "
         "'*:command:->command'\n"
         "      [[ $state == command ]] && _describe command commands ;;\n"
         "    help) _values topic "
      << names_of_topics() << " ;;\n";
  for (const Typed& typed : typed_commands()) {
    out << "    " << typed.word << ") _arguments $global";
    for (const Option* const option : typed.options) out << " \\\n      " << zsh_option(*option);
    out << " '*: :(" << join(typed.second_words, " ") << ")' ;;\n";
  }
  out << "  esac\n}\n_ebbtide \"$@\"\n";
}

// fish

std::string fish_text(std::string_view text) {
  return "'" + replace_all(replace_all(text, "\\", "\\\\"), "'", "\\'") + "'";
}

void write_fish_option(std::ostream& out, const Option& option, const std::string& when) {
  const auto words = words_of(option);
  out << "complete -c ebbtide" << when << " -l " << option.name << " -d " << fish_text(option.doc);
  if (option.kind != OptionKind::flag)
    out << (takes_file(option) ? " -r" : " -x")
        << (words.empty() ? "" : " -a " + fish_text(join(words, " ")));
  out << "\n";
}

void write_fish(std::ostream& out) {
  out << "# Completion of ebbtide for fish. Put it as ebbtide.fish into "
         "~/.config/fish/completions.\ncomplete -c ebbtide -f\n"
         "complete -c ebbtide -n __fish_use_subcommand -a help -d 'Says more'\n"
         "complete -c ebbtide -n '__fish_seen_subcommand_from help' -a "
      << fish_text(names_of_topics()) << "\n";
  const std::vector<Typed> all = typed_commands();
  for (const Typed& typed : all) {
    out << "complete -c ebbtide -n __fish_use_subcommand -a " << typed.word << " -d "
        << fish_text(typed.summary) << "\n";
    if (!typed.second_words.empty())
      out << "complete -c ebbtide -n '__fish_seen_subcommand_from " << typed.word << "' -a "
          << fish_text(join(typed.second_words, " ")) << "\n";
  }
  for (const Option* const option : global_options()) write_fish_option(out, *option, "");
  for (const Option& option : all_options()) {
    std::vector<std::string> takers;
    for (const Typed& typed : all) {
      if (std::find(typed.options.begin(), typed.options.end(), &option) != typed.options.end())
        takers.push_back(typed.word);
    }
    if (!takers.empty())
      write_fish_option(out, option, " -n '__fish_seen_subcommand_from " + join(takers, " ") + "'");
  }
}

struct Shell {
  std::string_view name;
  void (*write)(std::ostream& out);
};
constexpr std::array shells{Shell{"bash", write_bash}, Shell{"zsh", write_zsh},
                            Shell{"fish", write_fish}};

}  // namespace

bool write_completion(std::ostream& out, std::string_view shell) {
  const auto found = std::find_if(shells.begin(), shells.end(), [&](const Shell& one) {
    return equals_ignoring_case(one.name, shell);
  });
  if (found != shells.end()) found->write(out);
  return found != shells.end();
}

}  // namespace ebbtide
