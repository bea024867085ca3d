// A formatted SQL changelog is SQL in which comment lines are directives:
//
//   --liquibase formatted sql logicalFilePath:db/people.sql
//   --property name:table value:person
//   --changeset ann:1 context:"dev or test" splitStatements:false
//   --comment Who we know
//   --preconditions onFail:MARK_RAN
//   --precondition-sql-check expectedResult:0 select count(*) from person
//   create table ${table} (id int);
//   --rollback drop table ${table};
//   /* liquibase rollback
//   drop table ${table}; */
//
// Every other line belongs to the SQL of the changeset it stands in. Which lines are directives,
// which are refused as misspelt and which are SQL after all is decided line by line as Liquibase's
// AbstractFormattedChangeLogParser does, in its order.
#include "formats/formatted_sql.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "formats/commented_out.h"
#include "formats/sql_change_set.h"
#include "formats/sql_directive.h"
#include "formats/sql_look_alikes.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

using Value = std::optional<std::string_view>;

constexpr auto property_names = std::to_array<std::string_view>(
    {"name", "value", "context", "contextFilter", "labels", "dbms", "global"});
constexpr std::array property_attributes{
    SqlAttribute{"context:", "context", ValueKind::quoted},
    SqlAttribute{"contextFilter:", "contextFilter", ValueKind::quoted},
    SqlAttribute{"labels:", "labels", ValueKind::quoted},
    SqlAttribute{"dbms:", "dbms", ValueKind::dbms},
    SqlAttribute{"global:", "global", ValueKind::some_text},
};

bool is_header(std::string_view line) {
  const auto rest = Directive{"liquibase"}.rest_of(line);
  return rest && starts_with_ignoring_case(trim(*rest), "formatted");
}

bool is_words(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_word);
}

/// `\s+(.*:.*)\s+(.*:.*)`: a blank with a colon before it and another behind.
bool has_two_parts(std::string_view rest) {
  if (rest.empty() || !is_space(rest.front())) return false;
  const std::size_t first = rest.find(':');
  const std::size_t last = rest.rfind(':');
  if (first == std::string_view::npos || first == last) return false;
  const std::string_view between = rest.substr(first, last - first);
  return std::any_of(between.begin(), between.end(), is_space);
}

/// Dashes, `property` and a blank, which is a directive or a mistake.
bool looks_like_property(std::string_view line) {
  constexpr std::string_view word = "property";
  line = trim(line);
  if (!line.starts_with('-')) return false;
  line = trim(line.substr(std::min(line.find_first_not_of('-'), line.size())));
  return starts_with_ignoring_case(line, word) && line.size() > word.size() &&
         is_space(line[word.size()]);
}

/// What is behind the colon of `--ignoreLines:3`; nothing where the line is not this directive.
Value value_behind(const Directive& directive, std::string_view line) {
  const auto rest = directive.rest_of(line);
  return rest && rest->starts_with(':') ? Value(rest->substr(1)) : std::nullopt;
}

class Reader {
 public:
  Reader(Document& document, std::string_view text)
      : document_(document), lines_(text), commented_out_(text) {}

  void read() {
    document_.root().name = "databaseChangeLog";
    while (const auto line = lines_.next()) read_line(*line);
    finish_change_set();
  }

 private:
  /// In Liquibase's order: a property is one wherever it stands, in a changeset too. A header gives
  /// its path to the changesets behind it, up to the next header, and goes on as any other line.
  void read_line(const SqlLine& line) {
    if (commented_out_.holds(line)) return leave_out(line);
    if (read_property(line)) return;
    if (is_header(line.text)) read_header(line);
    if (read_ignore_lines(line) || begin_change_set(line)) return;
    warn_of_look_alike(document_, line);
    if (change_set_) return change_set_->take(line, lines_);
    const auto comment = Directive{"comment", 2, false}.rest_of(line.text);
    if (comment && text_behind_word(*comment)) {
      throw Error(
          "formatted SQL changelogs do not allow comment lines outside of changesets; move "
          "it below a '--changeset' line",
          document_.source().position(line.offset));
    }
  }

  void leave_out(const SqlLine& line) {
    if (is_change_set(line.text))
      document_.warn(line.offset, "this changeset is in a block comment and is left out");
    if (change_set_) change_set_->take_sql(line);
  }

  void read_header(const SqlLine& line) {
    const Value path = attribute(line.text, "logicalFilePath:", ValueKind::non_space);
    logical_path_ = path.value_or("");
  }

  bool read_property(const SqlLine& line) {
    constexpr std::string_view form = "--property name:<property name> value:<property value>";
    const auto rest = Directive{"property"}.rest_of(line.text);
    if (!rest || !has_two_parts(*rest)) {
      if (looks_like_property(line.text)) refuse_directive(document_, line, form);
      return false;
    }
    const Value name = attribute(line.text, "name:", ValueKind::after_blanks);
    const Value value = attribute(line.text, "value:", ValueKind::after_blanks);
    if (!name) refuse_directive(document_, line, form);
    Node& property = add_node(document_.root(), "property", line.offset);
    add_node(document_, property, "name", trim(*name), line.offset);
    if (value) add_node(document_, property, "value", trim(*value), line.offset);
    add_attributes(document_, property, line, property_attributes);
    warn_of_misspelt_attributes(document_, line, *rest, property_names);
    return true;
  }

  bool read_ignore_lines(const SqlLine& line) {
    if (const Value what = value_behind({"ignoreLines", 2, false}, line.text);
        what && is_words(*what)) {
      *what == "start" ? ignore_to_end(line) : ignore_some(line, *what);
      return true;
    }
    const Value one_dash = value_behind({"ignoreLines", 1, false}, line.text);
    const Value other_word = value_behind({"ignore", 2, false}, line.text);
    const bool is_misspelt = (one_dash && !one_dash->empty() && is_word(one_dash->front())) ||
                             (other_word && is_words(*other_word));
    if (is_misspelt) refuse_directive(document_, line, "--ignoreLines:<count|start>");
    return false;
  }

  void ignore_to_end(const SqlLine& start) {
    while (const auto line = lines_.next()) {
      if (value_behind({"ignoreLines", 2, false}, line->text) == "end") return;
      const bool is_misspelt = value_behind({"ignoreLines", 1, false}, line->text).has_value();
      if (is_misspelt) refuse_directive(document_, *line, "--ignoreLines:end");
    }
    document_.warn(start.offset,
                   "'--ignoreLines:end' is missing: all lines to the end of the file are left out");
  }

  void ignore_some(const SqlLine& line, std::string_view count) {
    std::uint64_t left = 0;
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), left);
    if (error != std::errc{} || end != count.data() + count.size()) {
      throw Error("unknown ignoreLines syntax '" + std::string(count) +
                      "'; write a number of lines, 'start' or 'end'",
                  document_.source().position(line.offset));
    }
    while (left > 0 && lines_.next()) --left;
  }

  bool begin_change_set(const SqlLine& line) {
    auto begun = SqlChangeSet::begin(document_, line, logical_path_);
    if (begun) {
      finish_change_set();
      change_set_ = std::move(begun);
      return true;
    }
    const auto one_dash = Directive{"changeset", 1, false}.rest_of(line.text);
    const bool is_misspelt = Directive{"changeset"}.rest_of(line.text) ||
                             (one_dash && !one_dash->empty() && is_space(one_dash->front()));
    if (is_misspelt) refuse_directive(document_, line, "--changeset <authorname>:<changesetId>");
    return false;
  }

  void finish_change_set() {
    if (!change_set_) return;
    document_.root().children.push_back(change_set_->finish(lines_.at_end()));
    change_set_.reset();
  }

  Document& document_;
  SqlLines lines_;
  const CommentedOut commented_out_;
  std::string logical_path_;
  std::optional<SqlChangeSet> change_set_;
};

/// The first line that is not blank.
std::optional<SqlLine> first_line(std::string_view text) {
  SqlLines lines(text);
  auto line = lines.next();
  while (line && trim(line->text).empty()) line = lines.next();
  return line;
}

/// A file without a header is one changeset whose SQL is run as it stands.
void read_raw(Document& document) {
  document.root().name = "databaseChangeLog";
  if (const auto first = first_line(document.source().text()))
    warn_of_misspelt_header(document, *first);
  Node& change_set = add_node(document.root(), "changeSet", 0);
  add_node(document, change_set, "id", "raw", 0);
  add_node(document, change_set, "author", "includeAll", 0);
  Node& sql = add_node(document, change_set, "sql", document.source().text(), 0);
  sql.is_literal = true;
  add_node(document, sql, "splitStatements", "false", 0);
  add_node(document, sql, "stripComments", "false", 0);
}

bool is_formatted(std::string_view text) {
  const auto first = first_line(text);
  return first && is_header(first->text);
}

}  // namespace

Document parse_sql(std::string file, std::string bytes, const ParseOptions& options) {
  DecodedText decoded = decode(std::move(bytes), options.encoding);
  Document document(Source(std::move(file), std::move(decoded.text)), false);
  document.set_damaged(std::move(decoded.damaged));
  const std::string& text = document.source().text();
  if (text.empty()) {
    throw Error("the file is empty; write SQL into it or remove it",
                {document.source().file(), 0, 0});
  }
  if (is_formatted(text)) {
    Reader(document, text).read();
  } else {
    read_raw(document);
  }
  return document;
}

}  // namespace ebbtide
