// The lines of one changeset become one node, the same that XML would give:
//
//   --changeset ann:1 runAlways:true          changeSet  id=1 author=ann runAlways=true
//   --comment Who we know                       comment = `Who we know`
//   --preconditions onFail:MARK_RAN             preConditions  onFail=MARK_RAN
//   --precondition-table-exists table:a           tableExists  tableName=a
//   create table b (id int);                    sql = `create table b (id int);` stripComments=true
//   --rollback drop table b;                    rollback
//                                                 sql = `drop table b;`
//
// Each line is asked in this order: comment, validCheckSum, rollback, preconditions. What is none
// of them is SQL, other comments too, which belong to the checksum. A line with one dash, or with
// `--comments`, is refused as Liquibase does: it was meant as a directive and would be sent to the
// database, or lost.
//
// Of several comments the last counts; a second --preconditions drops the checks above it. The
// lines of a rollback are one text, be they behind --rollback or in a block. It need not be SQL:
// one line that begins with `not required` or `empty` leaves the rollback node empty, which means
// that nothing is to be done, and a text with `changesetId` refers to another changeset.
#include "formats/sql_change_set.h"

#include <algorithm>
#include <array>

#include "changelog/files.h"
#include "formats/sql_look_alikes.h"
#include "formats/sql_precondition.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Value = std::optional<std::string_view>;

constexpr std::array change_set_attributes{
    SqlAttribute{"runOnChange:", "runOnChange", ValueKind::word},
    SqlAttribute{"runAlways:", "runAlways", ValueKind::word},
    SqlAttribute{"runInTransaction:", "runInTransaction", ValueKind::word},
    SqlAttribute{"failOnError:", "failOnError", ValueKind::word},
    SqlAttribute{"runWith:", "runWith", ValueKind::run_with},
    SqlAttribute{"runWithSpoolFile:", "runWithSpoolFile", ValueKind::rest_of_line},
    SqlAttribute{"context:", "context", ValueKind::quoted},
    SqlAttribute{"contextFilter:", "contextFilter", ValueKind::quoted},
    SqlAttribute{"labels:", "labels", ValueKind::quoted},
    SqlAttribute{"dbms:", "dbms", ValueKind::dbms},
    SqlAttribute{"ignore:", "ignore", ValueKind::maybe_word},
};
constexpr std::array sql_attributes{
    SqlAttribute{"splitStatements:", "splitStatements", ValueKind::word},
    SqlAttribute{"endDelimiter:", "endDelimiter", ValueKind::non_space},
};
constexpr std::array rollback_attributes{
    SqlAttribute{"rollbackSplitStatements:", "splitStatements", ValueKind::word},
    SqlAttribute{"rollbackEndDelimiter:", "endDelimiter", ValueKind::non_space},
};
constexpr auto header_names = std::to_array<std::string_view>(
    {"runOnChange", "runAlways", "runInTransaction", "failOnError", "runWith", "runWithSpoolFile",
     "context", "contextFilter", "labels", "dbms", "ignore", "splitStatements", "endDelimiter",
     "stripComments", "logicalFilePath", "rollbackSplitStatements", "rollbackEndDelimiter"});
constexpr auto precondition_names =
    std::to_array<std::string_view>({"onFail", "onError", "onSqlOutput", "onUpdateSQL"});

/// `author:id`, each maybe in quotes.
struct Identity {
  std::string_view author, id;
};

/// Where the author ends: at the first colon, or behind the author's quotes.
std::size_t find_colon(std::string_view text) {
  if (text.starts_with('"')) {
    const std::size_t close = text.find('"', 1);
    const bool quoted = close != std::string_view::npos && close > 1;
    if (quoted && text.substr(close + 1).starts_with(':')) return close + 1;
  }
  return text.find(':');
}

/// The id at the front of a text; the quotes around it belong to it.
std::string_view take_id(std::string_view text) {
  const std::size_t close = text.starts_with('"') ? text.find('"', 1) : std::string_view::npos;
  const bool quoted = close != std::string_view::npos && close > 1;
  return text.substr(0, quoted ? close + 1 : text.find_first_of(" \t\f\v"));
}

/// What stands behind `--changeset`. Nothing may stand between the colon and the id.
std::optional<Identity> parse_identity(std::string_view rest) {
  if (rest.empty() || !is_space(rest.front())) return std::nullopt;
  rest = trim(rest);
  const std::size_t colon = find_colon(rest);
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string_view id = take_id(rest.substr(colon + 1));
  return id.empty() ? std::nullopt : std::optional(Identity{rest.substr(0, colon), id});
}

bool begins_rollback_block(std::string_view line) {
  constexpr std::string_view word = "liquibase";
  line = trim(line);
  if (!line.starts_with("/*")) return false;
  line = trim(line.substr(2));
  return starts_with_ignoring_case(line, word) &&
         equals_ignoring_case(trim(line.substr(word.size())), "rollback");
}

/// Words that say that nothing is to be done. As Liquibase does: they count in one line only, and a
/// block is one.
bool needs_no_rollback(std::string_view text, bool is_block) {
  const bool is_one_line = is_block || text.find('\n') == std::string_view::npos;
  return is_one_line && (starts_with_ignoring_case(text, "not required") ||
                         starts_with_ignoring_case(text, "empty"));
}

}  // namespace

SqlChangeSet::SqlChangeSet(Document& document, const SqlLine& header)
    : document_(&document), header_(header) {
  node_.name = "changeSet";
  node_.offset = static_cast<std::uint32_t>(header.offset);
}

std::optional<SqlChangeSet> SqlChangeSet::begin(Document& document, const SqlLine& line,
                                                std::string_view logical_path) {
  const auto rest = Directive{"changeset"}.rest_of(line.text);
  const auto identity = rest ? parse_identity(*rest) : std::nullopt;
  if (!identity) return std::nullopt;
  SqlChangeSet change_set(document, line);
  add_node(document, change_set.node_, "id", without_quotes(identity->id), line.offset);
  add_node(document, change_set.node_, "author", without_quotes(identity->author), line.offset);
  change_set.add_header_attributes(logical_path);
  const auto behind_id =
      static_cast<std::size_t>(identity->id.data() + identity->id.size() - line.text.data());
  warn_of_misspelt_attributes(document, line, line.text.substr(behind_id), header_names);
  return change_set;
}

void SqlChangeSet::add_header_attributes(std::string_view logical_path) {
  add_attributes(*document_, node_, header_, change_set_attributes);
  const Value own = attribute(header_.text, "logicalFilePath:", ValueKind::non_space);
  const std::string_view path = own && !own->empty() ? *own : logical_path;
  if (path.empty()) return;
  add_node(*document_, node_, "logicalFilePath", normalized_path(path), header_.offset);
}

void SqlChangeSet::take(const SqlLine& line, SqlLines& lines) {
  if (take_comment(line) || take_valid_checksum(line)) return;
  if (take_rollback(line, lines) || take_preconditions(line)) return;
  take_sql(line);
}

void SqlChangeSet::take_sql(const SqlLine& line) {
  if (sql_.empty()) sql_offset_ = line.offset;
  sql_ += line.text;
  sql_ += '\n';
}

bool SqlChangeSet::take_comment(const SqlLine& line) {
  const auto text_of = [&](const Directive& directive) -> Value {
    const auto rest = directive.rest_of(line.text);
    return rest ? text_behind_word(*rest) : std::nullopt;
  };
  if (const Value text = text_of({"comment", 2, false})) {
    comment_ = std::string(*text);
    return true;
  }
  const bool is_misspelt = text_of({"comments", 2, false}) || text_of({"comment", 1, false});
  if (is_misspelt) refuse_directive(*document_, line, "--comment <comment>");
  return false;
}

bool SqlChangeSet::take_valid_checksum(const SqlLine& line) {
  const auto rest = Directive{"validCheckSum", 2, false}.rest_of(line.text);
  if (const Value text = rest ? text_behind_word(*rest) : std::nullopt) {
    add_node(*document_, node_, "validCheckSum", *text, line.offset);
    return true;
  }
  const bool is_misspelt = Directive{"validCheckSum", 1, false}.rest_of(line.text).has_value();
  if (is_misspelt) refuse_directive(*document_, line, "--validCheckSum <checksum>");
  return false;
}

bool SqlChangeSet::take_rollback(const SqlLine& line, SqlLines& lines) {
  if (const auto rest = Directive{"rollback"}.rest_of(line.text); rest && rest->starts_with(' ')) {
    is_rollback_block_ = false;
    add_rollback_text(line, std::string(rest->substr(1)) + "\n");
    return true;
  }
  const auto one_dash = Directive{"rollback", 1}.rest_of(line.text);
  const bool is_misspelt = one_dash && !one_dash->empty() && is_space(one_dash->front());
  if (is_misspelt) refuse_directive(*document_, line, "--rollback <rollback SQL>");
  if (!begins_rollback_block(line.text)) return false;
  take_rollback_block(line, lines);
  return true;
}

void SqlChangeSet::add_rollback_text(const SqlLine& line, const std::string& text) {
  if (rollback_.empty()) rollback_offset_ = line.offset;
  rollback_ += text;
}

/// Unlike Liquibase, which joins them without anything between, the lines of the block stay lines:
/// a comment or a delimiter on a line of its own means what it says.
void SqlChangeSet::take_rollback_block(const SqlLine& start, SqlLines& lines) {
  std::string block;
  while (const auto line = lines.next()) {
    const std::string_view text = trim_end(line->text);
    if (!text.ends_with("*/")) {
      block.append(line->text) += '\n';
      continue;
    }
    const std::string_view last = text.substr(0, text.size() - 2);
    if (!trim(last).empty()) block.append(last) += '\n';
    is_rollback_block_ = rollback_.empty() || is_rollback_block_;
    return add_rollback_text(start, block);
  }
  throw Error("Liquibase rollback comment is not closed: a line that ends with '*/' is missing",
              document_->source().position(start.offset));
}

bool SqlChangeSet::take_preconditions(const SqlLine& line) {
  if (const auto rest = Directive{"preconditions"}.rest_of(line.text)) {
    begin_preconditions(line, *rest);
    return true;
  }
  if (Directive{"precondition", 1}.rest_of(line.text)) {
    refuse_directive(*document_, line, "--preconditions <onFail>|<onError>|<onUpdate>");
  }
  const auto rest = Directive{"precondition-"}.rest_of(line.text);
  if (!rest) return false;
  const auto is_name = [](char c) { return is_letter(c) || is_digit(c) || c == '-'; };
  const auto end = std::find_if_not(rest->begin(), rest->end(), is_name);
  const std::string_view name = rest->substr(0, static_cast<std::size_t>(end - rest->begin()));
  const std::string_view body = rest->substr(name.size());
  if (name.empty() || (!body.empty() && !body.starts_with(' '))) return false;
  add_sql_precondition(*document_, preconditions(line.offset), line, name, trim(body));
  return true;
}

Node& SqlChangeSet::preconditions(std::size_t offset) {
  if (!preconditions_) {
    preconditions_.emplace().name = "preConditions";
    preconditions_->offset = static_cast<std::uint32_t>(offset);
  }
  return *preconditions_;
}

void SqlChangeSet::begin_preconditions(const SqlLine& line, std::string_view rest) {
  preconditions_.reset();
  Node& node = preconditions(line.offset);
  const auto add = [&](std::string_view name, const Value& value) {
    if (value) add_node(*document_, node, name, *value, line.offset);
  };
  add("onFail", attribute(rest, "onFail:", ValueKind::word));
  add("onError", attribute(rest, "onError:", ValueKind::word));
  const Value output = attribute(rest, "onSqlOutput:", ValueKind::word);
  const Value update = attribute(rest, "onUpdateSQL:", ValueKind::word);
  if (output && update) {
    throw Error("preconditions have either 'onUpdateSql' or 'onSqlOutput', not both",
                document_->source().position(line.offset));
  }
  add("onSqlOutput", output ? output : update);
  warn_of_misspelt_attributes(*document_, line, rest, precondition_names);
}

Node SqlChangeSet::finish(bool is_last) {
  const std::string_view sql = trim(sql_);
  if (sql.empty()) {
    throw Error("No SQL for changeset " + std::string(*node_.value("author")) + ":" +
                    std::string(*node_.value("id")) +
                    "; write SQL below the '--changeset' line or remove it",
                document_->source().position(header_.offset));
  }
  if (comment_) {
    // As Liquibase does: a comment keeps its ${…}.
    add_node(*document_, node_, "comment", *comment_, header_.offset).is_literal = true;
  }
  if (preconditions_) node_.children.push_back(std::move(*preconditions_));
  finish_sql(sql, is_last);
  finish_rollback();
  return std::move(node_);
}

void SqlChangeSet::finish_sql(std::string_view text, bool is_last) {
  Node& sql = add_node(*document_, node_, "sql", text, sql_offset_);
  add_attributes(*document_, sql, header_, sql_attributes);
  const Value strip = attribute(header_.text, "stripComments:", ValueKind::word);
  add_node(*document_, sql, "stripComments", strip.value_or("true"), header_.offset);
  const bool ends_with_slash = text.ends_with("\n/") && sql.child("endDelimiter") == nullptr;
  if (ends_with_slash && is_last) {
    add_node(*document_, sql, "endDelimiter", "\n/$", header_.offset);
  }
}

void SqlChangeSet::finish_rollback() {
  const std::string_view text = trim(rollback_);
  if (text.empty()) return;
  Node& rollback = add_node(node_, "rollback", rollback_offset_);
  if (needs_no_rollback(text, is_rollback_block_)) return;
  if (find_ignoring_case(text, "changesetid") != std::string_view::npos) {
    return add_rollback_reference(rollback, replace_all(rollback_, "\n", " "));
  }
  Node& sql = add_node(*document_, rollback, "sql", rollback_, rollback_offset_);
  add_attributes(*document_, sql, header_, rollback_attributes);
}

void SqlChangeSet::add_rollback_reference(Node& rollback, const std::string& text) {
  const auto part = [&](std::string_view name, std::string_view child, bool required) {
    const Value value = attribute(text, name, ValueKind::some_text);
    if (!value && required) {
      throw Error("'" + std::string(child) + "' is not set in the rollback block '" + text + "'",
                  document_->source().position(rollback_offset_));
    }
    if (value) add_node(*document_, rollback, child, *value, rollback_offset_);
  };
  part("changeSetId:", "changeSetId", true);
  part("changeSetAuthor:", "changeSetAuthor", true);
  part("changeSetPath:", "changeSetPath", false);
}

}  // namespace ebbtide
