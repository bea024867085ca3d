// Command lines are found without knowing the language around them. A logical line (with `\` at its
// end it goes on) is cut into words as a shell does, where brackets, commas and the dashes of YAML
// lists part words as well. A command line begins at a word that is the program: `liquibase`, a
// path to it, or its image (`liquibase/liquibase:4.28`); it ends at what ends a command in a shell.
// In YAML the words of one command are often a list, an item in each line; so in a file of that
// kind an option alone in a line counts too, whatever it belongs to, if the program has one of that
// name.
//
// Maven is run with goals (`mvn liquibase:update`, also by the whole name of the plugin) and
// `-Dliquibase.name=value`, Gradle with tasks, which may be anybody's: they are Liquibase's where
// the line has `-Pliquibase…` or `-PrunList`, or the task begins with `liquibase`.
//
// Variables count wherever they are set or named: they mean the same to both programs.
#include <algorithm>
#include <utility>

#include "cli/commands.h"
#include "cli/config/judging.h"
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

enum class Tool { none, liquibase, maven, gradle };

Tool tool_of(std::string_view word) {
  if (is_program(word)) return Tool::liquibase;
  const std::string_view name = word.substr(word.rfind('/') + 1);
  const std::string_view bare = name.substr(0, name.find_last_of('.'));
  if (bare == "mvn" || bare == "mvnw" || bare == "mvnd") return Tool::maven;
  return bare == "gradle" || bare == "gradlew" ? Tool::gradle : Tool::none;
}

class ScriptReader {
 public:
  ScriptReader(const std::string& file, Findings& findings) : file_(file), findings_(findings) {}

  void read(const std::vector<Word>& words) {
    Tool tool = Tool::none;
    bool has_command = false, is_value = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Word& word = words[i];
      read_variable(word);
      if (word.ends_command) {
        tool = Tool::none;
      } else if (tool == Tool::maven) {
        read_maven(word);
      } else if (tool == Tool::gradle) {
        read_gradle(word, gradle_runs_liquibase(words, i));
      } else if (tool_of(word.text) != Tool::none && !is_setting(words, i)) {
        tool = tool_of(word.text);
        has_command = is_value = false;
      } else if (word.text.starts_with("--") && (tool == Tool::liquibase || is_item(word))) {
        is_value = read_option(word);
      } else if (tool == Tool::liquibase && !std::exchange(is_value, false) && !has_command) {
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

  void read_maven(const Word& word) {
    constexpr std::string_view property = "-Dliquibase.";
    if (word.text.starts_with(property)) return read_setting(word, "Maven", property.size());
    const bool is_goal =
        word.text.starts_with("liquibase:") || contains(word.text, ":liquibase-maven-plugin:");
    if (!is_goal) return;
    const std::string goal = word.text.substr(word.text.rfind(':') + 1);
    judge_goal(place_of(word), "Maven", goal.substr(0, goal.find('@')), findings_);
  }

  /// Whether a word of the command line that this word is in is about Liquibase alone.
  static bool gradle_runs_liquibase(const std::vector<Word>& words, std::size_t at) {
    while (at > 0 && !words[at - 1].ends_command) --at;
    for (; at < words.size() && !words[at].ends_command; ++at) {
      if (words[at].text.starts_with("-Pliquibase") || words[at].text.starts_with("-PrunList"))
        return true;
    }
    return false;
  }
  void read_gradle(const Word& word, bool is_about_liquibase) {
    constexpr std::string_view prefix = "liquibase",
                               extra = "-PliquibaseExtraArgs=", list = "-PrunList";
    if (word.text.starts_with(extra)) return read_setting(word, "Gradle", extra.size());
    if (word.text.starts_with(list)) return read_setting(word, "Gradle", 2);
    const std::string task = word.text.substr(word.text.rfind(':') + 1);
    if (task.starts_with(prefix) && task.size() > prefix.size()) {
      judge_goal(place_of(word), "Gradle", task.substr(prefix.size()), findings_);
    } else if (is_about_liquibase && !task.empty() && is_letter(task.front()) &&
               (find_command(task) != nullptr || is_missing_command(plain_name(task)))) {
      judge_goal(place_of(word), "Gradle", task, findings_);
    }
  }

  /// `name=value` behind so many letters; a name alone is a flag.
  void read_setting(const Word& word, std::string_view tool, std::size_t begin) {
    const std::string rest = word.text.substr(begin);
    const std::size_t equals = rest.find('=');
    std::string name = rest.substr(0, equals);
    constexpr std::string_view of_commands = "command.";
    if (name.starts_with(of_commands)) name.erase(0, of_commands.size());
    judge_setting(place_of(word), tool, name,
                  equals == std::string::npos ? "true" : rest.substr(equals + 1), findings_);
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
    judge_option(place_of(word), *option, shown, value, findings_);
    return equals == std::string::npos && option->kind != OptionKind::flag;
  }

  /// Returns whether the word was the command.
  bool read_command(const Word& word) {
    if (word.text.starts_with('-') || word.text.find('=') != std::string::npos ||
        word.text.find('$') != std::string::npos)
      return false;
    return judge_command(place_of(word), word.text, findings_);  // else a text about the program
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
    judge_option(place_of(word), *option, "the variable " + name,
                 is_set ? word.text.substr(end + 1) : "", findings_);
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
  if (find_in_build(file, text, findings)) return;
  ScriptReader(file, findings).read(Words(text).take());
}

}  // namespace ebbtide
