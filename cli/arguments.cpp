// Boost.Program_options reads the command line, once it is one that Boost understands. Liquibase's
// has more ways to say a thing than a parser with one name for each option can be told, so the
// tokens are put into one form first:
//
//   given                              handed on, or taken
//   --changeLogFile=a, --changelogFile --changelog-file=a, --changelog-file: the name in the table
//   --verbose                          --verbose=true: a flag without a value
//   --verbose update                   --verbose=true update: the next word is no value for it
//   --verbose false                    --verbose false: here it is
//   --password=                        the empty value, taken off: Boost wants one
//   -Dname=value, -h, -v               taken off: they are no options of the table
//   -v behind the command              an error with a hint: it may have been meant as --verbose
//   rollback v1                        two words: the command and the value of its own option
//
// An option that stands before the command is remembered as such: Liquibase lets some options stand
// there that the command does not take, and leaves them alone. Which word is the command is only
// known by counting: the first one that is not the value of the option before it.
#include "cli/arguments.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <utility>

#include "cli/hints.h"
#include "cli/options.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

namespace po = boost::program_options;

constexpr const char* words_name = "words";

[[noreturn]] void refuse_second(const std::string& name) {
  throw UsageError("the option '" + name + "' is given twice");
}

template <class Words>
bool is_among(const Words& words, std::string_view word) {
  return !word.empty() && std::any_of(words.begin(), words.end(), [&](std::string_view one) {
    return equals_ignoring_case(one, word);
  });
}

/// The token with the option's name as the table has it: `--changeLogFile=a` is
/// `--changelog-file=a`. A flag takes the next word only where that is a value for it, so that
/// `--strict update` does not take the command.
std::string with_table_name(const std::string& token, std::string_view next) {
  const std::size_t equals = token.find('=');
  const std::string name = token.substr(2, equals == std::string::npos ? equals : equals - 2);
  const Option* const option = find_option_named(name);
  if (option == nullptr) throw UsageError("Unexpected argument(s): --" + name + option_hint(name));
  const bool stands_alone = equals == std::string::npos && option->kind == OptionKind::flag &&
                            !equals_ignoring_case(next, "true") &&
                            !equals_ignoring_case(next, "false");
  if (stands_alone) return "--" + std::string(option->name) + "=true";
  if (equals == std::string::npos && !option->bare.empty() && !is_among(option->words, next))
    return "--" + std::string(option->name) + "=" + std::string(option->bare);
  return "--" + std::string(option->name) +
         (equals == std::string::npos ? "" : token.substr(equals));
}

/// Boost takes `--password=` for an option without a value; it is one with an empty value.
void take_option(const std::string& token, Arguments& arguments, std::vector<std::string>& rest) {
  if (!token.ends_with('=') || token.find('=') != token.size() - 1) return rest.push_back(token);
  const std::string name = token.substr(0, token.size() - 1);
  if (!arguments.values.emplace(name.substr(2), "").second) refuse_second(name);
}

/// Takes what Boost does not know off the tokens: -D, -h, -v and other spellings.
class Preparation {
 public:
  Preparation(const std::vector<std::string>& tokens, Arguments& arguments)
      : tokens_(tokens), arguments_(arguments) {}

  std::vector<std::string> run() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) take(tokens_[at_]);
    return std::move(rest_);
  }

 private:
  void take(const std::string& token) {
    const bool is_value = std::exchange(awaits_value_, false) && !token.starts_with('-');
    if (token == "-h" || token == "--help") {
      arguments_.wants_help = true;
    } else if (token == "--version" || (token == "-v" && !has_command_)) {
      arguments_.wants_version = true;
    } else if (token.starts_with("-D")) {
      take_parameter(token);
    } else if (token.starts_with("--") && token.size() > 2) {
      take_named(token);
    } else if (token.starts_with('-') && token.size() > 1) {
      throw UsageError("Unexpected argument(s): " + token + short_option_hint(token));
    } else {
      has_command_ = has_command_ || !is_value;
      rest_.push_back(token);
    }
  }

  void take_parameter(const std::string& token) {
    const std::size_t equals = token.find('=');
    if (equals == std::string::npos || equals == 2)
      throw UsageError("'" + token + "' is no parameter; write -Dname=value");
    arguments_.parameters.emplace_back(token.substr(2, equals - 2), token.substr(equals + 1));
  }

  void take_named(const std::string& token) {
    const std::string named =
        with_table_name(token, at_ + 1 < tokens_.size() ? tokens_[at_ + 1] : "");
    const std::size_t equals = named.find('=');
    if (find_option_named(named.substr(2, equals - 2))->repeats) return take_repeated(named);
    awaits_value_ = equals == std::string::npos;
    if (!has_command_) arguments_.before_command.insert(named.substr(2, equals - 2));
    take_option(named, arguments_, rest_);
  }

  /// One of several values of an option, which are put into one list.
  void take_repeated(const std::string& named) {
    const std::size_t equals = named.find('=');
    const std::string name = named.substr(2, equals - 2);
    const bool has_next = at_ + 1 < tokens_.size() && !tokens_[at_ + 1].starts_with('-');
    if (equals == std::string::npos && !has_next)
      throw UsageError("the option '--" + name + "' needs a value: --" + name + "=…");
    const std::string value =
        equals == std::string::npos ? tokens_[++at_] : named.substr(equals + 1);
    if (!has_command_) arguments_.before_command.insert(name);
    std::string& all = arguments_.values[name];
    all += (all.empty() ? "" : ",") + value;
  }

  const std::vector<std::string>& tokens_;
  Arguments& arguments_;
  std::vector<std::string> rest_;
  std::size_t at_ = 0;
  bool has_command_ = false;
  bool awaits_value_ = false;
};

po::options_description describe() {
  po::options_description description;
  auto add = description.add_options();
  for (const Option& option : all_options()) {
    add(std::string(option.name).c_str(), po::value<std::string>());
  }
  add(words_name, po::value<std::vector<std::string>>());
  return description;
}

}  // namespace

// Neither guessing from the beginning of a name nor `-o value` is allowed: `--log` for
// `--log-level` would mean something else once there is another option that begins so.
Arguments Arguments::parse(const std::vector<std::string>& tokens) {
  Arguments arguments;
  const std::vector<std::string> rest = Preparation(tokens, arguments).run();
  const po::options_description description = describe();
  po::positional_options_description positional;
  positional.add(words_name, -1);
  po::variables_map found;
  try {
    constexpr int style = po::command_line_style::allow_long |
                          po::command_line_style::long_allow_adjacent |
                          po::command_line_style::long_allow_next;
    po::store(po::command_line_parser(rest)
                  .options(description)
                  .positional(positional)
                  .style(style)
                  .run(),
              found);
  } catch (const po::error_with_option_name& error) {
    const std::string name = error.get_option_name();
    if (dynamic_cast<const po::multiple_occurrences*>(&error) != nullptr) refuse_second(name);
    throw UsageError("the option '" + name + "' needs a value: " + name + "=…");
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  for (const auto& [name, value] : found) {
    if (name == words_name) {
      arguments.words = value.as<std::vector<std::string>>();
    } else if (!arguments.values.emplace(name, value.as<std::string>()).second) {
      refuse_second("--" + name);
    }
  }
  return arguments;
}

}  // namespace ebbtide
