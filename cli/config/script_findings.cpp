// Command lines are found without knowing the language around them. A logical line (with `\` at its
// end it goes on) is cut into words as a shell does, where brackets, commas and the dashes of YAML
// lists part words as well. A command line begins at a word that is the program: `liquibase`, a
// path to it, or its image (`liquibase/liquibase:4.28`); it ends at what ends a command in a shell.
// In YAML the words of one command are often a list, an item in each line; so in a file of that
// kind an option alone in a line counts too, whatever it belongs to, if the program has one of that
// name.
//
// Variables count wherever they are set or named: they mean the same to both programs.
#include <algorithm>
#include <utility>

#include "cli/commands.h"
#include "cli/config/config.h"
#include "cli/config/option_findings.h"
#include "cli/hints.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

struct Word {
  std::string text;
  int line = 0;
  bool ends_command = false;  ///< `;`, `&&`, `|`
};

bool parts_words(char c) {
  return c == ' ' || c == '\t' || c == ',' || c == '[' || c == ']' || c == '(' || c == ')';
}

bool ends_command(char c) { return c == ';' || c == '|' || c == '&' || c == '>' || c == '<'; }

/// The words of a file, with the lines they begin in. The end of a line ends a command, unless it
/// is escaped.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  std::vector<Word> take() {
    for (at_ = 0; at_ < text_.size(); ++at_) take_letter(text_[at_]);
    end_word();
    return std::move(words_);
  }

 private:
  void take_letter(char c) {
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\n';
    if (c == '\\' && (next == '\n' || next == '\r')) {
      end_word();
      at_ = std::min(text_.find('\n', at_), text_.size());
      ++line_;
    } else if (quote_ != 0 && c == quote_) {
      quote_ = 0;
    } else if (c == '\n') {
      end_word();
      words_.push_back({"", line_, true});
      ++line_;
      quote_ = 0;  // an apostrophe of a comment must not swallow the file
    } else if (quote_ == 0 && (c == '"' || c == '\'')) {
      quote_ = c;
    } else if (quote_ == 0 && parts_words(c)) {
      end_word();
    } else if (quote_ == 0 && ends_command(c)) {
      end_word();
      words_.push_back({"", line_, true});
    } else if (c != '\r') {
      word_ += c;
    }
  }
  void end_word() {
    if (!word_.empty()) words_.push_back({std::exchange(word_, {}), line_, false});
  }

  std::string_view text_;
  std::vector<Word> words_;
  std::string word_;
  std::size_t at_ = 0;
  int line_ = 1;
  char quote_ = 0;
};

/// Whether a word is the program: `liquibase`, `/opt/liquibase/liquibase`, `liquibase.bat`, or its
/// image.
bool is_program(std::string_view word) {
  const std::string_view name = word.substr(word.rfind('/') + 1);
  const std::string_view bare = name.substr(0, name.find_first_of(":@"));
  return bare == "liquibase" || bare == "liquibase.bat" || bare == "liquibase.sh";
}

bool is_yaml(const std::string& file) { return file.ends_with(".yml") || file.ends_with(".yaml"); }

class ScriptReader {
 public:
  ScriptReader(const std::string& file, Findings& findings) : file_(file), findings_(findings) {}

  void read(const std::vector<Word>& words) {
    bool is_inside = false, has_command = false, is_value = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Word& word = words[i];
      read_variable(word);
      if (word.ends_command) {
        is_inside = false;
      } else if (is_program(word.text) && !is_setting(words, i)) {
        is_inside = true;
        has_command = is_value = false;
      } else if (word.text.starts_with("--") && (is_inside || is_item(word))) {
        is_value = read_option(word);
      } else if (is_inside && !std::exchange(is_value, false) && !has_command) {
        has_command = read_command(word);
      }
    }
  }

 private:
  /// `image: liquibase/liquibase` and `FROM liquibase/liquibase` run nothing by themselves.
  bool is_setting(const std::vector<Word>& words, std::size_t at) const {
    const std::string before = at == 0 ? "" : words[at - 1].text;
    return before == "image:" || before == "FROM" || before == "uses:" || before == "cd" ||
           before == "#";
  }
  bool is_item(const Word& word) const {
    const std::string name = word.text.substr(2, word.text.find('=') - 2);
    return is_yaml(file_) && find_option_named(name) != nullptr;
  }
  Finding::Place place_of(const Word& word) const { return {{file_, word.line, 0}, ""}; }

  void add(const Word& word, std::string_view kind, Severity severity, std::string what,
           std::string advice) {
    findings_.add({kind, severity, std::move(what), std::move(advice), {place_of(word)}});
  }

  /// Returns whether the next word is the value.
  bool read_option(const Word& word) {
    const std::size_t equals = word.text.find('=');
    const std::string name = word.text.substr(2, equals == std::string::npos ? equals : equals - 2);
    const Option* const option = find_option_named(name);
    const std::string shown = "the option '--" + name + "'";
    if (name == "help" || name == "version") return false;
    if (option == nullptr) {
      add(word, "option-unknown", Severity::blocks, shown + " is none here",
          "the command line would be refused" + option_hint(name));
      return equals == std::string::npos;
    }
    const std::string value = equals == std::string::npos ? "" : word.text.substr(equals + 1);
    judge(word, *option, shown, value);
    return equals == std::string::npos && option->kind != OptionKind::flag;
  }

  /// A value that a variable or a property gives is not known here.
  void judge(const Word& word, const Option& option, const std::string& shown,
             const std::string& value) {
    const bool is_known = !value.empty() && value.find('$') == std::string::npos;
    const std::string flaw = is_known ? flaw_of(option, value) : "";
    if (option.effect == OptionEffect::none)
      return add(word, "option", Severity::note, shown + " has no effect here",
                 std::string(option.doc));
    if (option.effect == OptionEffect::refused)
      return add(word, "option-refused", Severity::blocks, shown + " is refused",
                 "it " + std::string(option.doc) + "; remove it");
    if (!flaw.empty())
      return add(word, "option-value", Severity::blocks, shown + " has a value that is none", flaw);
    add(word, "option-works", Severity::note, shown + " works as it is", "");
  }

  /// Returns whether the word was the command.
  bool read_command(const Word& word) {
    if (word.text.starts_with('-') || word.text.find('=') != std::string::npos ||
        word.text.find('$') != std::string::npos)
      return false;
    if (const Command* const command = find_command(word.text)) {
      add(word, "command-works", Severity::note, "the command '" + word.text + "' works as it is",
          command->name == word.text ? "" : "it is '" + std::string(command->name) + "' here");
    } else if (is_missing_command(plain_name(word.text))) {
      add(word, "command-missing", Severity::blocks, "the command '" + word.text + "' is not here",
          "'" + word.text + "'" + command_hint(word.text));
    } else {
      return false;  // a text about the program
    }
    return true;
  }

  void read_variable(const Word& word) {
    const std::size_t begin = word.text.find("LIQUIBASE_");
    if (begin == std::string::npos) return;
    const auto is_part = [](char c) { return c == '_' || is_digit(c) || (c >= 'A' && c <= 'Z'); };
    std::size_t end = begin;
    while (end < word.text.size() && is_part(word.text[end])) ++end;
    const std::string name = word.text.substr(begin, end - begin);
    const Option* const option = option_of_variable(name);
    if (option == nullptr) return;
    const bool is_set = end < word.text.size() && word.text[end] == '=';
    judge(word, *option, "the variable " + name, is_set ? word.text.substr(end + 1) : "");
  }

  /// Also one for a single command, `LIQUIBASE_COMMAND_UPDATE_URL`.
  static const Option* option_of_variable(const std::string& name) {
    constexpr std::string_view of_commands = "LIQUIBASE_COMMAND_";
    const auto has_name = [&](const Option& option) {
      const std::string variable = variable_of(option);
      return variable == name ||
             (variable.starts_with(of_commands) && name.starts_with(of_commands) &&
              name.ends_with("_" + variable.substr(of_commands.size())));
    };
    const auto all = all_options();
    const auto found = std::find_if(all.begin(), all.end(), has_name);
    return found == all.end() ? nullptr : &*found;
  }

  const std::string& file_;
  Findings& findings_;
};

}  // namespace

void find_in_script(const std::string& file, std::string_view text, Findings& findings) {
  ScriptReader(file, findings).read(Words(text).take());
}

}  // namespace ebbtide
