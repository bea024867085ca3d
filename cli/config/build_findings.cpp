// The files of builds that run Liquibase are read no further than that takes: of a pom.xml the
// plugin with this name and the elements of its configuration, of a script of Gradle the block
// `liquibase { … }` and the lines in it that are a name and a value. What Maven or Gradle would
// make of a value is not known.
#include <algorithm>
#include <array>

#include "cli/config/judging.h"
#include "cli/config/option_findings.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

int line_at(std::string_view text, std::size_t at) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

/// The text with blanks in place of what stands between the marks, which keeps its lines.
std::string without(std::string text, std::string_view begin, std::string_view end) {
  for (std::size_t at = 0; (at = text.find(begin, at)) != std::string::npos;) {
    const std::size_t found = text.find(end, at + begin.size());
    const std::size_t behind = found == std::string::npos ? text.size() : found + end.size();
    for (; at < behind; ++at) text[at] = text[at] == '\n' ? '\n' : ' ';
  }
  return text;
}

// Maven

class PomReader {
 public:
  PomReader(const std::string& file, std::string_view text, Findings& findings)
      : file_(file), text_(without(std::string(text), "<!--", "-->")), findings_(findings) {}

  void read() {
    constexpr std::string_view name = "<artifactId>liquibase-maven-plugin<";
    for (std::size_t at = 0; (at = text_.find(name, at)) != std::string::npos; ++at) {
      const std::size_t begin = text_.rfind("<plugin>", at), end = text_.find("</plugin>", at);
      if (begin == std::string::npos || end == std::string::npos) continue;
      findings_.add({"build",
                     Severity::note,
                     "Maven runs Liquibase",
                     "docs/from-liquibase.md shows what stands in its place",
                     {place_at(at)}});
      read_plugin(begin, end);
    }
  }

 private:
  Finding::Place place_at(std::size_t at) const { return {{file_, line_at(text_, at), 0}, ""}; }

  /// Its goals, and all of its configurations, those of single executions too.
  void read_plugin(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; (at = text_.find("<goal>", at)) < end; ++at) {
      const std::size_t value = at + 6;
      judge_goal(place_at(at), "Maven", std::string(trim(up_to(value, '<'))), findings_);
    }
    for (std::size_t at = begin; (at = text_.find("<configuration>", at)) < end; ++at)
      read_settings(at + 15, std::min(text_.find("</configuration>", at), end));
  }

  /// The elements between the two; what stands in one of them is its value.
  void read_settings(std::size_t at, std::size_t end) {
    while ((at = text_.find('<', at)) < end) {
      const std::size_t open = at;
      const std::string tag(up_to(at + 1, '>'));
      const std::string name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
      at += tag.size() + 2;
      if (name.empty()) continue;
      std::string value;
      if (!tag.ends_with('/')) {
        const std::size_t close = std::min(text_.find("</" + name + ">", at), end);
        value = trim(std::string_view(text_).substr(at, close - at));
        at = std::min(close + name.size() + 3, end);
      }
      judge_setting(place_at(open), "Maven", name, value, findings_);
    }
  }

  std::string_view up_to(std::size_t at, char end) const {
    return std::string_view(text_).substr(at, text_.find(end, at) - at);
  }

  const std::string& file_;
  std::string text_;
  Findings& findings_;
};

// Gradle

class GradleReader {
 public:
  GradleReader(const std::string& file, std::string_view text, Findings& findings)
      : file_(file), text_(without(std::string(text), "/*", "*/")), findings_(findings) {}

  void read() {
    constexpr std::string_view word = "liquibase";
    for (std::size_t at = 0; (at = text_.find(word, at)) != std::string::npos; at += word.size()) {
      const std::size_t brace = text_.find_first_not_of(" \t\r\n", at + word.size());
      const bool is_block =
          brace != std::string::npos && text_[brace] == '{' && (at == 0 || !is_word(text_[at - 1]));
      if (!is_block) continue;
      findings_.add({"build",
                     Severity::note,
                     "Gradle runs Liquibase",
                     "docs/from-liquibase.md shows what stands in its place",
                     {{{file_, line_at(text_, at), 0}, ""}}});
      read_block(brace);
    }
  }

 private:
  /// Line by line up to the brace that ends it. Lists and maps in brackets are values.
  void read_block(std::size_t at) {
    int line = line_at(text_, at), depth = 0, brackets = 0;
    for (bool is_open = true; is_open && at < text_.size(); ++line) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      std::string_view rest = std::string_view(text_).substr(at, end - at);
      rest = rest.substr(0, rest.find("//") == std::string_view::npos || contains(rest, "://")
                                ? rest.size()
                                : rest.find("//"));
      if (brackets == 0) read_line(trim(rest), line);
      depth += opened(rest, '{', '}');
      brackets += opened(rest, '[', ']');
      is_open = depth > 0;
      at = end + 1;
    }
  }

  static int opened(std::string_view line, char open, char close) {
    return static_cast<int>(std::count(line.begin(), line.end(), open)) -
           static_cast<int>(std::count(line.begin(), line.end(), close));
  }

  /// `url 'jdbc:…'`, `url = "…"`, `"url" to "…"`, `runList = …`.
  void read_line(std::string_view line, int number) {
    if (line.starts_with('"') || line.starts_with('\'')) line.remove_prefix(1);
    std::size_t end = 0;
    while (end < line.size() && is_word(line[end])) ++end;
    const std::string name(line.substr(0, end));
    std::string_view value = line.substr(end);
    while (!value.empty() && contains("\"' =(:", std::string_view(&value.front(), 1)))
      value.remove_prefix(1);
    if (value.starts_with("to ")) value = trim(value.substr(3));
    constexpr auto structure = std::to_array<std::string_view>(
        {"", "liquibase", "activities", "register", "create", "arguments", "this", "to", "mapOf"});
    const bool is_setting =
        std::find(structure.begin(), structure.end(), name) == structure.end() && !value.empty() &&
        !value.starts_with('{');
    if (!is_setting) return;
    std::string given(value.substr(0, value.find_last_not_of("\"'),") + 1));
    if (given.starts_with('"') || given.starts_with('\'')) given.erase(0, 1);
    judge_setting({{file_, number, 0}, ""}, "Gradle", name, value_of(given, value), findings_);
  }
  /// A value that is no text in quotes is an expression, which nobody knows here.
  static std::string value_of(const std::string& given, std::string_view written) {
    const bool is_text = written.find_first_of("\"'") != std::string_view::npos;
    return is_text ? given : "";
  }

  const std::string& file_;
  std::string text_;
  Findings& findings_;
};

}  // namespace

bool find_in_build(const std::string& file, std::string_view text, Findings& findings) {
  const std::string name = file.substr(file.rfind('/') + 1);
  if (name.ends_with(".gradle") || name.ends_with(".gradle.kts")) {
    GradleReader(file, text, findings).read();
  } else if (name.ends_with(".xml") || name.ends_with(".pom")) {
    PomReader(file, text, findings).read();
  } else {
    return false;
  }
  return true;
}

}  // namespace ebbtide
