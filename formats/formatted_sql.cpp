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

#include "changelog/files.h"
#include "formats/sql_directive.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

using Value = std::optional<std::string_view>;

struct Line {
  std::string_view text;
  std::size_t offset = 0;
};

/// Takes a text apart into lines that end with LF, CRLF or CR.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  std::optional<Line> next() {
    if (position_ >= text_.size()) return std::nullopt;
    const std::size_t begin = position_;
    const std::size_t end = std::min(text_.find_first_of("\r\n", begin), text_.size());
    position_ = end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
    return Line{text_.substr(begin, end - begin), begin};
  }

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

bool is_header(std::string_view line) {
  auto rest = Directive{"liquibase"}.rest_of(line);
  return rest && starts_with_ignoring_case(trim(*rest), "formatted");
}

/// An attribute of a changeset line and what it is called in the tree.
struct Attribute {
  std::string_view directive;
  std::string_view name;
  ValueKind kind;
};
constexpr std::array change_set_attributes{
    Attribute{"runOnChange:", "runOnChange", ValueKind::word},
    Attribute{"runAlways:", "runAlways", ValueKind::word},
    Attribute{"runInTransaction:", "runInTransaction", ValueKind::word},
    Attribute{"failOnError:", "failOnError", ValueKind::word},
    Attribute{"runWith:", "runWith", ValueKind::run_with},
    Attribute{"runWithSpoolFile:", "runWithSpoolFile", ValueKind::rest_of_line},
    Attribute{"context:", "context", ValueKind::quoted},
    Attribute{"contextFilter:", "contextFilter", ValueKind::quoted},
    Attribute{"labels:", "labels", ValueKind::quoted},
    Attribute{"dbms:", "dbms", ValueKind::dbms},
    Attribute{"ignore:", "ignore", ValueKind::maybe_word},
};
constexpr std::array sql_attributes{
    Attribute{"splitStatements:", "splitStatements", ValueKind::word},
    Attribute{"endDelimiter:", "endDelimiter", ValueKind::non_space},
};
constexpr std::array property_attributes{
    Attribute{"context:", "context", ValueKind::quoted},
    Attribute{"contextFilter:", "contextFilter", ValueKind::quoted},
    Attribute{"labels:", "labels", ValueKind::quoted},
    Attribute{"dbms:", "dbms", ValueKind::dbms},
    Attribute{"global:", "global", ValueKind::some_text},
};

class Reader {
 public:
  Reader(Document& document, std::string_view text) : document_(document), lines_(text) {}

  void read() {
    document_.root().name = "databaseChangeLog";
    while (const auto line = lines_.next()) read_line(*line);
    finish_change_set();
  }

 private:
  [[noreturn]] void fail(std::size_t offset, const std::string& message) const {
    throw Error(message, document_.source().position(offset));
  }
  [[noreturn]] void refuse(const Line& line, std::string_view form) const {
    fail(line.offset, "this is not written as a directive must be, such as '" + std::string(form) + "'");
  }

  static Node& add(Node& parent, std::string_view name, std::size_t offset) {
    Node& node = parent.children.emplace_back();
    node.name = name;
    node.offset = static_cast<std::uint32_t>(offset);
    return node;
  }
  Node& add(Node& parent, std::string_view name, std::string_view text, std::size_t offset) {
    Node& node = add(parent, name, offset);
    node.text = document_.keep(std::string(text));
    return node;
  }

  template <std::size_t size>
  void add_attributes(Node& node, const Line& line, const std::array<Attribute, size>& attributes) {
    for (const Attribute& one : attributes) {
      const Value value = attribute(line.text, one.directive, one.kind);
      if (value) add(node, one.name, one.kind == ValueKind::quoted ? without_quotes(*value) : *value, line.offset);
    }
  }

  void read_line(const Line& line) {
    if (read_property(line)) return;
    if (is_header(line.text)) read_header(line);
    if (read_ignore_lines(line)) return;
    if (read_change_set(line)) return;
    if (Directive{"changeset", 2}.rest_of(line.text) || is_one_dash_change_set(line.text)) refuse(line, "--changeset <authorname>:<changesetId>");
    if (change_set_) return read_change_set_line(line);
    if (const auto rest = Directive{"comment", 2, false}.rest_of(line.text); rest && comment_text(*rest)) {
      fail(line.offset, "formatted SQL changelogs do not allow comment lines outside of changesets; move it below a '--changeset' line");
    }
  }

  static bool is_one_dash_change_set(std::string_view line) {
    const auto rest = Directive{"changeset", 1, false}.rest_of(line);
    return rest && !rest->empty() && is_space(rest->front());
  }

  /// The text behind `comment` or `validCheckSum`: a colon may follow, a blank must.
  static Value comment_text(std::string_view rest) {
    if (rest.starts_with(':')) rest.remove_prefix(1);
    return rest.starts_with(' ') ? Value(rest.substr(1)) : std::nullopt;
  }

  void read_header(const Line& line) {
    const Value path = attribute(line.text, "logicalFilePath:", ValueKind::non_space);
    logical_path_ = path ? std::string(*path) : "";
  }

  // Properties

  /// `\s+(.*:.*)\s+(.*:.*)`: a blank with a colon before it and another behind.
  static bool has_two_parts(std::string_view rest) {
    if (rest.empty() || !is_space(rest.front())) return false;
    const std::size_t first = rest.find(':');
    const std::size_t last = rest.rfind(':');
    if (first == std::string_view::npos || first == last) return false;
    const std::string_view between = rest.substr(first, last - first);
    return std::any_of(between.begin(), between.end(), is_space);
  }

  bool read_property(const Line& line) {
    const auto rest = Directive{"property"}.rest_of(line.text);
    if (!rest || !has_two_parts(*rest)) {
      std::string_view misspelt = trim(line.text);
      const bool has_dash = misspelt.starts_with('-');
      while (misspelt.starts_with('-')) misspelt.remove_prefix(1);
      misspelt = trim(misspelt);
      const bool is_property = has_dash && starts_with_ignoring_case(misspelt, "property") && misspelt.size() > 8 && is_space(misspelt[8]);
      if (is_property) refuse(line, "--property name:<property name> value:<property value>");
      return false;
    }
    Node property;
    property.name = "property";
    property.offset = static_cast<std::uint32_t>(line.offset);
    const Value name = attribute(line.text, "name:", ValueKind::after_blanks);
    const Value value = attribute(line.text, "value:", ValueKind::after_blanks);
    if (!name) refuse(line, "--property name:<property name> value:<property value>");
    add(property, "name", *name, line.offset);
    if (value) add(property, "value", *value, line.offset);
    add_attributes(property, line, property_attributes);
    document_.root().children.push_back(std::move(property));
    return true;
  }

  // Lines to be left out

  bool read_ignore_lines(const Line& line) {
    const auto word_behind = [&](const Directive& directive) -> Value {
      const auto rest = directive.rest_of(line.text);
      if (!rest || !rest->starts_with(':')) return std::nullopt;
      return rest->substr(1);
    };
    const auto is_words = [](std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_word); };
    if (const Value what = word_behind({"ignoreLines", 2, false}); what && is_words(*what)) {
      *what == "start" ? ignore_to_end(line) : ignore_some(line, *what);
      return true;
    }
    const Value one_dash = word_behind({"ignoreLines", 1, false});
    const Value other_word = word_behind({"ignore", 2, false});
    if ((one_dash && !one_dash->empty() && is_word(one_dash->front())) || (other_word && is_words(*other_word))) refuse(line, "--ignoreLines:<count|start>");
    return false;
  }

  void ignore_to_end(const Line& start) {
    while (const auto line = lines_.next()) {
      const auto rest = Directive{"ignoreLines", 2, false}.rest_of(line->text);
      if (rest == ":end") return;
      if (Directive{"ignoreLines:", 1, false}.rest_of(line->text)) refuse(*line, "--ignoreLines:end");
    }
    document_.warn(start.offset, "'--ignoreLines:end' is missing: all lines to the end of the file are left out");
  }

  void ignore_some(const Line& line, std::string_view count) {
    std::uint64_t left = 0;
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), left);
    if (error != std::errc{} || end != count.data() + count.size()) {
      fail(line.offset, "unknown ignoreLines syntax '" + std::string(count) + "'; write a number of lines, 'start' or 'end'");
    }
    while (left > 0 && lines_.next()) --left;
  }

  // Changesets

  /// `author:id`, each maybe in quotes.
  struct Identity {
    std::string_view author, id;
  };
  static std::optional<Identity> parse_identity(std::string_view rest) {
    if (rest.empty() || !is_space(rest.front())) return std::nullopt;
    rest = trim(rest);
    std::size_t colon = rest.find(':');
    if (const std::size_t close = rest.find('"', 1); rest.starts_with('"') && close != std::string_view::npos && rest.substr(close + 1).starts_with(':') && close > 1) {
      colon = close + 1;
    }
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const std::string_view behind = rest.substr(colon + 1);
    const std::string_view id_text = trim(behind);
    if (id_text.empty()) return std::nullopt;
    const std::size_t close = id_text.starts_with('"') ? id_text.find('"', 1) : std::string_view::npos;
    const bool quoted = close != std::string_view::npos && close > 1;
    const std::string_view id = quoted ? id_text.substr(0, close + 1) : id_text.substr(0, id_text.find_first_of(" \t\f\v"));
    const bool id_follows_at_once = behind.data() == id.data();
    return id_follows_at_once ? std::optional(Identity{rest.substr(0, colon), id}) : std::nullopt;
  }

  bool read_change_set(const Line& line) {
    const auto rest = Directive{"changeset"}.rest_of(line.text);
    const auto identity = rest ? parse_identity(*rest) : std::nullopt;
    if (!identity) return false;
    finish_change_set();
    Node& node = change_set_.emplace();
    node.name = "changeSet";
    node.offset = static_cast<std::uint32_t>(line.offset);
    header_ = line;
    add(node, "id", without_quotes(identity->id), line.offset);
    add(node, "author", without_quotes(identity->author), line.offset);
    add_attributes(node, line, change_set_attributes);
    const Value path = attribute(line.text, "logicalFilePath:", ValueKind::non_space);
    const std::string_view logical = path && !path->empty() ? *path : std::string_view(logical_path_);
    if (!logical.empty()) add(node, "logicalFilePath", normalized_path(logical), line.offset);
    return true;
  }

  void read_change_set_line(const Line& line) {
    if (read_comment(line) || read_valid_checksum(line) || read_rollback(line) || read_preconditions(line)) return;
    if (sql_.empty()) sql_offset_ = line.offset;
    sql_ += line.text;
    sql_ += '\n';
  }

  bool read_comment(const Line& line) {
    if (const auto rest = Directive{"comment", 2, false}.rest_of(line.text)) {
      if (const Value text = comment_text(*rest)) {
        comment_ = std::string(*text);
        return true;
      }
    }
    const auto plural = Directive{"comments", 2, false}.rest_of(line.text);
    const auto one_dash = Directive{"comment", 1, false}.rest_of(line.text);
    if ((plural && comment_text(*plural)) || (one_dash && comment_text(*one_dash))) refuse(line, "--comment <comment>");
    return false;
  }

  bool read_valid_checksum(const Line& line) {
    if (const auto rest = Directive{"validCheckSum", 2, false}.rest_of(line.text)) {
      if (const Value text = comment_text(*rest)) {
        add(*change_set_, "validCheckSum", *text, line.offset);
        return true;
      }
    }
    if (Directive{"validCheckSum", 1, false}.rest_of(line.text)) refuse(line, "--validCheckSum <checksum>");
    return false;
  }

  // Rollback

  bool read_rollback(const Line& line) {
    if (const auto rest = Directive{"rollback"}.rest_of(line.text); rest && rest->starts_with(' ')) {
      add_rollback_text(line, std::string(rest->substr(1)) + "\n");
      return true;
    }
    const auto one_dash = Directive{"rollback", 1}.rest_of(line.text);
    if (one_dash && !one_dash->empty() && is_space(one_dash->front())) refuse(line, "--rollback <rollback SQL>");
    if (!begins_rollback_block(line.text)) return false;
    read_rollback_block(line);
    return true;
  }

  void add_rollback_text(const Line& line, const std::string& text) {
    if (rollback_.empty()) rollback_offset_ = line.offset;
    rollback_ += text;
  }

  static bool begins_rollback_block(std::string_view line) {
    line = trim(line);
    if (!line.starts_with("/*")) return false;
    line = trim(line.substr(2));
    if (!starts_with_ignoring_case(line, "liquibase")) return false;
    return equals_ignoring_case(trim(line.substr(9)), "rollback");
  }

  /// As Liquibase does: the lines of the block are joined without anything between them.
  void read_rollback_block(const Line& start) {
    std::string block;
    while (const auto line = lines_.next()) {
      const std::string_view text = trim_end(line->text);
      if (!text.ends_with("*/")) {
        block += line->text;
        continue;
      }
      if (const std::string_view last = text.substr(0, text.size() - 2); !trim(last).empty()) block += last;
      return add_rollback_text(start, block);
    }
    fail(start.offset, "Liquibase rollback comment is not closed: a line that ends with '*/' is missing");
  }

  void finish_rollback() {
    const std::string_view text = trim(rollback_);
    if (text.empty()) return;
    Node& rollback = add(*change_set_, "rollback", rollback_offset_);
    const std::string all = lower(text);
    const bool is_one_line = text.find('\n') == std::string_view::npos;
    if (is_one_line && (all.starts_with("not required") || all.starts_with("empty"))) return;
    if (contains(all, "changesetid")) return add_rollback_reference(rollback, replace_all(rollback_, "\n", ""));
    Node& sql = add(rollback, "sql", rollback_, rollback_offset_);
    if (const Value split = attribute(header_.text, "rollbackSplitStatements:", ValueKind::word)) add(sql, "splitStatements", *split, header_.offset);
    if (const Value delimiter = attribute(header_.text, "rollbackEndDelimiter:", ValueKind::non_space)) add(sql, "endDelimiter", *delimiter, header_.offset);
  }

  void add_rollback_reference(Node& rollback, const std::string& text) {
    const auto part = [&](std::string_view name, std::string_view child, bool required) {
      const Value value = attribute(text, name, ValueKind::some_text);
      if (!value && required) fail(rollback_offset_, "'" + std::string(child) + "' is not set in the rollback block '" + text + "'");
      if (value) add(rollback, child, *value, rollback_offset_);
    };
    part("changeSetId:", "changeSetId", true);
    part("changeSetAuthor:", "changeSetAuthor", true);
    part("changeSetPath:", "changeSetPath", false);
  }

  // Preconditions

  bool read_preconditions(const Line& line) {
    if (const auto rest = Directive{"preconditions"}.rest_of(line.text)) {
      begin_preconditions(line, *rest);
      return true;
    }
    const auto one_dash = Directive{"precondition", 1}.rest_of(line.text);
    if (one_dash) refuse(line, "--preconditions <onFail>|<onError>|<onUpdate>");
    const auto rest = Directive{"precondition-"}.rest_of(line.text);
    if (!rest) return false;
    const auto is_name = [](char c) { return is_letter(c) || is_digit(c) || c == '-'; };
    const auto name_end = std::find_if_not(rest->begin(), rest->end(), is_name);
    const std::string_view name = rest->substr(0, static_cast<std::size_t>(name_end - rest->begin()));
    const std::string_view body = rest->substr(name.size());
    if (name.empty() || (!body.empty() && !body.starts_with(' '))) return false;
    add_precondition(line, name, trim(body));
    return true;
  }

  Node& preconditions(std::size_t offset) {
    if (!preconditions_) {
      preconditions_.emplace().name = "preConditions";
      preconditions_->offset = static_cast<std::uint32_t>(offset);
    }
    return *preconditions_;
  }

  void begin_preconditions(const Line& line, std::string_view rest) {
    preconditions_.reset();
    Node& node = preconditions(line.offset);
    if (const Value value = attribute(rest, "onFail:", ValueKind::word)) add(node, "onFail", *value, line.offset);
    if (const Value value = attribute(rest, "onError:", ValueKind::word)) add(node, "onError", *value, line.offset);
    const Value output = attribute(rest, "onSqlOutput:", ValueKind::word);
    const Value update = attribute(rest, "onUpdateSQL:", ValueKind::word);
    if (output && update) fail(line.offset, "preconditions have either 'onUpdateSql' or 'onSqlOutput', not both");
    if (output || update) add(node, "onSqlOutput", output ? *output : *update, line.offset);
  }

  void add_precondition(const Line& line, std::string_view name, std::string_view body) {
    if (name == "sql-check") {
      add_sql_check(line, body);
    } else if (name == "table-exists") {
      add_existence(line, body, {"tableExists", "tableName", "table:"});
    } else if (name == "view-exists") {
      add_existence(line, body, {"viewExists", "viewName", "view:"});
    } else {
      fail(line.offset, "The '" + std::string(name) + "' precondition type is not supported; there are sql-check, table-exists and view-exists");
    }
  }

  struct Existence {
    std::string_view precondition, field, attribute;
  };
  void add_existence(const Line& line, std::string_view body, const Existence& what) {
    const Value value = attribute(body, what.attribute, ValueKind::word);
    if (!value) fail(line.offset, std::string(what.precondition) + ": the name is missing; write '" + std::string(what.attribute) + "<name>'");
    Node& node = add(preconditions(line.offset), what.precondition, line.offset);
    add(node, what.field, *value, line.offset);
    if (const Value schema = attribute(body, "schema:", ValueKind::word)) add(node, "schemaName", *schema, line.offset);
  }

  /// `expectedResult:0 select …`; the word `expectedResult:` may be left out and the value quoted.
  void add_sql_check(const Line& line, std::string_view body) {
    constexpr std::string_view prefix = "expectedResult:";
    std::string_view rest = starts_with_ignoring_case(body, prefix) ? body.substr(prefix.size()) : body;
    const char quote = rest.starts_with('\'') || rest.starts_with('"') ? rest.front() : '\0';
    std::size_t end = 0;
    if (quote == '\0') {
      end = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_word) - rest.begin());
    } else {
      rest.remove_prefix(1);
      end = rest.find(quote);
    }
    const std::size_t sql = end + (quote == '\0' ? 0 : 1);
    if (end == 0 || end == std::string_view::npos || !rest.substr(std::min(sql, rest.size())).starts_with(' ')) {
      fail(line.offset, "a sql-check needs what is expected and the SQL: '--precondition-sql-check expectedResult:0 select count(*) from t'");
    }
    Node& node = add(preconditions(line.offset), "sqlCheck", rest.substr(sql + 1), line.offset);
    add(node, "expectedResult", rest.substr(0, end), line.offset);
  }

  // The end of a changeset

  void finish_change_set() {
    if (!change_set_) return;
    const std::string_view sql = trim(sql_);
    if (sql.empty()) {
      fail(change_set_->offset, "No SQL for changeset " + std::string(*change_set_->value("author")) + ":" + std::string(*change_set_->value("id")) +
                                    "; write SQL below the '--changeset' line or remove it");
    }
    if (comment_) add(*change_set_, "comment", *comment_, header_.offset).is_literal = true;
    if (preconditions_) change_set_->children.push_back(std::move(*preconditions_));
    add_sql(sql);
    finish_rollback();
    document_.root().children.push_back(std::move(*change_set_));
    change_set_.reset();
    preconditions_.reset();
    comment_.reset();
    sql_.clear();
    rollback_.clear();
  }

  void add_sql(std::string_view text) {
    Node& sql = add(*change_set_, "sql", text, sql_offset_);
    add_attributes(sql, header_, sql_attributes);
    const Value strip = attribute(header_.text, "stripComments:", ValueKind::word);
    add(sql, "stripComments", strip.value_or("true"), header_.offset);
    const bool ends_with_slash = text.ends_with("\n/");
    if (ends_with_slash && sql.child("endDelimiter") == nullptr && is_last()) add(sql, "endDelimiter", "\n/$", header_.offset);
  }

  /// As Liquibase does: only the last changeset of a file gets Oracle's delimiter.
  bool is_last() { return !Lines(lines_).next(); }

  Document& document_;
  Lines lines_;
  std::string logical_path_;
  std::optional<Node> change_set_;
  Line header_;
  std::optional<Node> preconditions_;
  std::optional<std::string> comment_;
  std::string sql_, rollback_;
  std::size_t sql_offset_ = 0, rollback_offset_ = 0;
};

/// A file without a header is one changeset whose SQL is run as it stands.
void read_raw(Document& document) {
  document.root().name = "databaseChangeLog";
  Node& change_set = document.root().children.emplace_back();
  change_set.name = "changeSet";
  const auto add = [](Node& parent, std::string_view name, std::string_view text) -> Node& {
    Node& node = parent.children.emplace_back();
    node.name = name;
    node.text = text;
    return node;
  };
  add(change_set, "id", "raw");
  add(change_set, "author", "includeAll");
  Node& sql = add(change_set, "sql", document.keep(document.source().text()));
  sql.is_literal = true;
  add(sql, "splitStatements", "false");
  add(sql, "stripComments", "false");
}

bool is_formatted(std::string_view text) {
  Lines lines(text);
  while (const auto line = lines.next()) {
    if (!trim(line->text).empty()) return is_header(line->text);
  }
  return false;
}

}  // namespace

Document parse_sql(std::string file, std::string bytes) {
  Document document(Source(std::move(file), to_utf8(std::move(bytes), "")), false);
  const std::string& text = document.source().text();
  if (text.empty()) throw Error("the file is empty; write SQL into it or remove it", {document.source().file(), 0, 0});
  if (is_formatted(text)) {
    Reader(document, text).read();
  } else {
    read_raw(document);
  }
  return document;
}

}  // namespace ebbtide
