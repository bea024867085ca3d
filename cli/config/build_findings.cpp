// The files of builds that run Liquibase are read no further than that takes: of a pom.xml the
// plugin with this name and the elements of its configuration, of a script of Gradle the block
// `liquibase { … }` and the lines in it that are a name and a value. What Maven or Gradle would
// make of a value is not known.
#include <algorithm>
#include <array>
#include <pugixml.hpp>

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
      : file_(file), text_(text), findings_(findings) {}

  /// A file that is no XML has nothing to say.
  void read() {
    pugi::xml_document pom;
    if (!pom.load_buffer(text_.data(), text_.size(), pugi::parse_default, pugi::encoding_utf8))
      return;
    constexpr auto ours = "//plugin[normalize-space(artifactId) = 'liquibase-maven-plugin']";
    for (const pugi::xpath_node& found : pom.select_nodes(ours)) read_plugin(found.node());
  }

 private:
  Finding::Place place_of(const pugi::xml_node& node) const {
    return {{file_, line_at(text_, static_cast<std::size_t>(node.offset_debug())), 0}, ""};
  }

  /// Its goals, and all of its configurations, those of single executions too.
  void read_plugin(const pugi::xml_node& plugin) {
    findings_.add({"build",
                   Severity::note,
                   "Maven runs Liquibase",
                   "docs/from-liquibase.md shows what stands in its place",
                   {place_of(plugin.child("artifactId"))}});
    for (const pugi::xpath_node& goal : plugin.select_nodes(".//goal"))
      judge_goal(place_of(goal.node()), "Maven", value_of(goal.node()), findings_);
    for (const pugi::xpath_node& setting : plugin.select_nodes(".//configuration/*"))
      judge_setting(place_of(setting.node()), "Maven", setting.node().name(),
                    value_of(setting.node()), findings_);
  }

  static std::string value_of(const pugi::xml_node& element) {
    return std::string(trim(std::string_view(element.text().get())));
  }

  const std::string& file_;
  std::string_view text_;
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
