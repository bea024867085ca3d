#include "cli/help.h"

#include <gtest/gtest.h>

#include <sstream>

#include "changelog/change_types.h"
#include "changelog/precondition.h"
#include "cli/arguments.h"
#include "cli/help/completion.h"
#include "cli/help/example.h"
#include "cli/help/manual.h"
#include "cli/help/page.h"
#include "cli/help/topics.h"
#include "formats/load.h"
#include "formats/parser.h"
#include "tests/support/changelogs.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t letters_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string help_on(std::vector<std::string> words, std::size_t width = 80) {
  std::ostringstream out;
  write_help_on(out, words, {width, false});
  return out.str();
}

/// All that the help can be asked about.
std::vector<std::vector<std::string>> all_pages() {
  std::vector<std::vector<std::string>> pages{{"commands"}, {"options"},       {"topics"},
                                              {"changes"},  {"preconditions"}, {"exit-codes"}};
  for (const Topic& topic : topics()) pages.push_back({std::string(topic.name)});
  for (const Command& command : commands()) pages.push_back({std::string(command.name)});
  for (const ChangeType* const type : change_types())
    pages.push_back({"change", std::string(type->name)});
  for (const PreconditionType* const type : precondition_types())
    pages.push_back({"precondition", std::string(type->name)});
  return pages;
}

TEST(Page, FillsLinesAndKeepsTheirColumn) {
  std::ostringstream out;
  Page page(out, 40);
  page.entry("--tag=VALUE", "A tag in the history that was set before", 18);
  page.entry("--a-name-that-is-long=VALUE", "What it is", 18);
  page.command("ebbtide update --url=postgresql://localhost/shop");
  EXPECT_EQ(out.str(),
            "  --tag=VALUE     A tag in the history\n"
            "                  that was set before\n"
            "  --a-name-that-is-long=VALUE\n"
            "                  What it is\n"
            "  ebbtide update \\\n"
            "    --url=postgresql://localhost/shop\n");
}

TEST(Page, IsAsWideAsColumnsSays) {
  EXPECT_EQ(page_width("100"), 100U);
  EXPECT_EQ(page_width("20"), 40U);
  EXPECT_EQ(page_width("1000"), 120U);
}

TEST(Help, NoLineIsWiderThanATerminal) {
  for (const auto& words : all_pages()) {
    for (const std::string& line : lines_of(help_on(words)))
      EXPECT_LE(letters_of(line), 80U) << join(words, " ") << ": " << line;
  }
}

TEST(Help, ACommandMarksWhatItCannotDoWithout) {
  const std::string page = help_on({"rollback"});
  EXPECT_NE(page.find("Usage: ebbtide rollback [OPTIONS] TAG\n"), std::string::npos) << page;
  EXPECT_NE(page.find("TAG is the value of --tag."), std::string::npos) << page;
  EXPECT_NE(page.find("A tag in the history [required]"), std::string::npos) << page;
  EXPECT_NE(help_on({"man"}).find("ebbtide man [OPTIONS] [PAGE]"), std::string::npos);
}

TEST(Help, OptionsOfAllCommandsStandOnOnePage) {
  EXPECT_EQ(help_on({"update"}).find("--log-level"), std::string::npos);
  EXPECT_NE(help_on({"options"}).find("--log-level"), std::string::npos);
}

TEST(Help, ThereIsNoHelpOnWhatIsNot) {
  EXPECT_THROW(help_on({"nothing"}), UsageError);
  EXPECT_THROW(help_on({"change", "nothing"}), UsageError);
}

TEST(Help, ATopicIsNoCommand) {
  for (const Topic& topic : topics()) EXPECT_EQ(find_command(topic.name), nullptr) << topic.name;
}

/// As a shell parts them: what stands in '…' belongs together.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words(1);
  bool is_quoted = false;
  for (const char c : line) {
    if (c == '\'') {
      is_quoted = !is_quoted;
    } else if (c == ' ' && !is_quoted) {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

// What an example says is read as the command line of a user is.
TEST(Examples, ACommandHasOneThatItTakes) {
  for (const Command& command : commands()) {
    ASSERT_TRUE(command.example.starts_with("ebbtide " + std::string(command.name)))
        << command.name;
    const Arguments arguments = Arguments::parse(words_of(command.example.substr(8)));
    const std::size_t of_name = split(command.name, ' ').size();
    const std::size_t behind = command.positional.empty() ? 0U : 1U;
    EXPECT_TRUE(command.takes_many || arguments.words.size() <= of_name + behind)
        << command.example;
    for (const auto& [name, value] : arguments.values) {
      EXPECT_TRUE(command.takes(name) || find_option_named(name)->scope == OptionScope::global)
          << command.example;
    }
  }
}

Changelog read(const std::string& file, const std::string& text, std::vector<Problem>& problems) {
  const MemoryFiles files({{file, text}});
  ReadChangelog all = read_changelog(file, files, Properties({"postgresql", {}, ""}));
  problems = std::move(all.problems);
  return std::move(all.changelog);
}

std::string indented(const std::string& text, std::size_t blanks) {
  std::string all;
  for (const std::string& line : lines_of(text)) all += std::string(blanks, ' ') + line + "\n";
  return all;
}

TEST(Examples, AChangeHasOneThatIsReadTheSameInXmlAndYaml) {
  for (const ChangeType* const type : change_types()) {
    ASSERT_FALSE(type->example.empty()) << type->name;
    const ExampleOf example{type->name, type->fields, type->example};
    std::vector<Problem> xml_problems, yaml_problems;
    const Changelog xml =
        read("c.xml", one_change_set("\n" + example_in_xml(example, 78)), xml_problems);
    const std::string yaml = example_in_yaml(example);
    const Changelog of_yaml = read("c.yaml",
                                   "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: ann\n"
                                   "    changes:\n" +
                                       indented(yaml, 4),
                                   yaml_problems);
    EXPECT_TRUE(xml_problems.empty()) << type->name << ": " << xml_problems.front().message;
    EXPECT_TRUE(yaml_problems.empty()) << yaml << yaml_problems.front().message;
    ASSERT_EQ(xml.change_sets.size(), 1U);
    ASSERT_EQ(of_yaml.change_sets.size(), 1U);
    ASSERT_EQ(xml.change_sets[0].changes.size(), 1U) << type->name;
    ASSERT_EQ(of_yaml.change_sets[0].changes.size(), 1U) << yaml;
    EXPECT_EQ(&xml.change_sets[0].changes[0]->type(), type);
    for (const Field& field : type->fields) {
      if (!field.is_scalar()) {
        EXPECT_EQ(field.size(*xml.change_sets[0].changes[0]),
                  field.size(*of_yaml.change_sets[0].changes[0]))
            << yaml;
      } else {
        EXPECT_EQ(field.get(*xml.change_sets[0].changes[0]),
                  field.get(*of_yaml.change_sets[0].changes[0]))
            << type->name << " " << field.name << "\n"
            << yaml;
      }
    }
  }
}

TEST(Examples, APreconditionHasOneThatIsReadInXmlAndYaml) {
  for (const PreconditionType* const type : precondition_types()) {
    ASSERT_FALSE(type->example.empty()) << type->name;
    const ExampleOf example{type->name, type->fields, type->example};
    std::vector<Problem> problems;
    const Changelog xml =
        read("c.xml",
             xml_changelog("<preConditions>\n" + example_in_xml(example, 78) + "</preConditions>"),
             problems);
    EXPECT_TRUE(problems.empty()) << type->name << ": " << problems.front().message;
    ASSERT_EQ(xml.preconditions.size(), 1U);
    const std::string yaml = example_in_yaml(example);
    const Changelog of_yaml =
        read("c.yaml", "databaseChangeLog:\n- preConditions:\n" + indented(yaml, 2), problems);
    EXPECT_TRUE(problems.empty()) << yaml << problems.front().message;
    ASSERT_EQ(of_yaml.preconditions.size(), 1U) << yaml;
  }
}

TEST(Manual, ThereIsAPageForEachCommand) {
  for (const Command& command : commands()) {
    std::ostringstream page;
    write_manual(page, &command);
    EXPECT_TRUE(page.str().starts_with(".TH EBBTIDE")) << command.name;
    EXPECT_NE(page.str().find("\n.SH EXAMPLE\n"), std::string::npos) << command.name;
  }
  EXPECT_EQ(name_of_manual(nullptr), "ebbtide.1");
  EXPECT_EQ(name_of_manual(&command_named("update-sql")), "ebbtide-update-sql.1");
}

TEST(Completion, NamesEveryCommandAndOption) {
  for (const char* const shell : {"bash", "zsh", "fish"}) {
    std::ostringstream out;
    ASSERT_TRUE(write_completion(out, shell));
    for (const Command& command : commands()) {
      const std::string_view word = command.name.substr(0, command.name.find(' '));
      EXPECT_NE(out.str().find(word), std::string::npos) << shell << " " << word;
    }
    for (const Option& option : all_options()) {
      if (option.effect == OptionEffect::works) {
        EXPECT_NE(out.str().find(option.name), std::string::npos) << shell << " " << option.name;
      }
    }
  }
  std::ostringstream out;
  EXPECT_FALSE(write_completion(out, "tcsh"));
}

}  // namespace
}  // namespace ebbtide
