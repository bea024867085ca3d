#include <gtest/gtest.h>

#include <sstream>

#include "cli/screen/github.h"
#include "cli/screen/live_line.h"
#include "cli/screen/terminal.h"
#include "cli/summary.h"
#include "text/columns.h"

namespace ebbtide {
namespace {

using Variables = std::vector<std::pair<std::string, std::string>>;

TEST(Screen, HasColourWhereTheTerminalHasItAndNobodySaysNo) {
  const auto colour = [](const Variables& variables, bool is_terminal = true) {
    return TerminalStyle::of(variables, is_terminal).has_colour;
  };
  EXPECT_TRUE(colour({{"TERM", "xterm"}}));
  EXPECT_FALSE(colour({{"TERM", "dumb"}}));
  EXPECT_FALSE(colour({}));
  EXPECT_FALSE(colour({{"TERM", "xterm"}}, false));
  EXPECT_FALSE(colour({{"TERM", "xterm"}, {"NO_COLOR", "1"}}));
  EXPECT_TRUE(colour({{"TERM", "xterm"}, {"NO_COLOR", ""}})) << "an empty NO_COLOR says nothing";
  EXPECT_TRUE(colour({{"CLICOLOR_FORCE", "1"}}, false));
  EXPECT_FALSE(colour({{"CLICOLOR_FORCE", "0"}}, false));
  EXPECT_FALSE(colour({{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}, false));
  EXPECT_FALSE(TerminalStyle::of({{"TERM", "dumb"}}, true).moves);
  EXPECT_TRUE(TerminalStyle::of({{"TERM", "xterm"}}, true).moves);
  EXPECT_FALSE(TerminalStyle::of({{"LC_ALL", "C"}, {"LANG", "de_DE.UTF-8"}}, true).has_unicode);
  EXPECT_TRUE(TerminalStyle::of({{"LANG", "de_DE.utf8"}}, true).has_unicode);
}

TEST(Screen, WhatIsWrittenStandsAboveTheLiveLine) {
  std::ostringstream terminal;
  {
    LiveLine line(terminal, [] { return ScreenSize{40, 24}; });
    LiveStream stream(line, terminal);
    stream << "before\n" << std::flush;
    EXPECT_EQ(terminal.str(), "before\n");
    line.show([](std::size_t columns) { return "at work " + std::to_string(columns); });
    stream << "done\n" << std::flush;
    line.hide();
    stream << "after\n" << std::flush;
  }
  const std::string text = terminal.str();
  EXPECT_NE(text.find("\r\x1b[Kat work 39"), std::string::npos) << text;
  EXPECT_NE(text.find("\r\x1b[Kdone\n"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("\r\x1b[Kafter\n") || text.ends_with("done\nafter\n")) << text;
}

TEST(Screen, AnAnnotationKeepsToItsLine) {
  EXPECT_EQ(github_annotation({{"c.xml", 3, 7}, "it is 100% wrong", "c.xml::1::ann"}, "db/c.xml"),
            "::error file=db/c.xml,line=3,col=7,title=ebbtide::c.xml:3:7: it is 100%25 wrong "
            "[changeset c.xml::1::ann]");
  EXPECT_EQ(github_annotation({{}, "two\nlines", ""}, ""), "::error title=ebbtide::two\\nlines");
  EXPECT_EQ(github_annotation({{"a,b:c", 0, 0}, "x", ""}, "a,b:c"),
            "::error file=a%2Cb%3Ac,title=ebbtide::a,b:c: x");
}

TEST(Screen, ATableFitsByItsWidestColumns) {
  std::ostringstream stream;
  {
    TextOutput out(stream);
    write_table(out, {{"Id", "Path"}, {"1", "a/path/that/is/much/too/long/for/it"}}, {}, 30);
  }
  std::istringstream lines(stream.str());
  for (std::string line; std::getline(lines, line);) EXPECT_EQ(columns_of(line), 30U) << line;
}

TEST(Screen, LinesAreFoldedAndResultsForProgramsAreNot) {
  std::ostringstream stream;
  TextOutput out(stream);
  out.fold_at([] { return std::size_t{10}; });
  out << "  one " << std::string("two three") << "\n";
  out.raw() << "one two three four\n";
  out << "a line without its end";
  out.flush();
  EXPECT_EQ(stream.str(), "  one two\n    three\none two three four\na line without its end");
}

TEST(Screen, FoldsAgainBehindWhatIsAsWideAsItIs) {
  std::ostringstream written;
  TextOutput out(written);
  out.fold_at([] { return std::size_t{10}; });
  out.as_wide_as_it_is([&] { out << "a table of its own\n"; });
  out << "and lines behind\n";
  EXPECT_EQ(written.str(), "a table of its own\nand lines\n  behind\n");
}

}  // namespace
}  // namespace ebbtide
