// Approvals stand in a file under version control, so that they are reviewed and dated like the
// changelog. Each is for one changeset as it is: its digest is made of the statements that would
// run, and any other statement has another digest.
//
// What is left out of the digest is what may differ between databases and means the same: comments,
// blanks at both ends, Windows' line ends, and the default schema before names. All else counts,
// also blanks within. What is no SQL, such as a program, counts as it is shown.
//
// A key that nobody knows is an error, as is one that is missing: an approval that is misspelt must
// not pass for one. A new entry goes to the end of the file, as text, and what is there stays as it
// is.
#include "operations/approvals.h"

#include <algorithm>
#include <array>

#include "formats/settings_tree.h"
#include "operations/write_file.h"
#include "sql/edit.h"
#include "sql/lexer.h"
#include "text/ascii.h"
#include "text/calendar_day.h"
#include "text/sha256.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

constexpr std::string_view keys[] = {"changeset", "rules",    "objects", "dialect",
                                     "sha256",    "approver", "reason",  "expires"};

bool is_digest(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// What is wrong with the value of a key; empty for nothing. What would be read as less than it
/// says is wrong too: an end that is no day, a rule that nobody knows.
std::string problem_of(const Setting& one) {
  if (std::find(std::begin(keys), std::end(keys), one.key) == std::end(keys))
    return "an approval has no '" + one.key + "'";
  const bool is_list = one.key == "rules" || one.key == "objects";
  if (!is_list && one.kind != Setting::Kind::text) return "'" + one.key + "' must be one text";
  if (is_list && (one.kind == Setting::Kind::map || one.texts().empty()))
    return "'" + one.key + "' must be a list, and have something in it";
  if (one.key == "expires" && !is_calendar_day(one.text))
    return "'" + one.text + "' is no day; write it as 2027-01-31";
  if (one.key == "sha256" && !is_digest(lower(one.text)))
    return "'" + one.text + "' is no digest, which has 64 hex digits";
  if (one.key != "rules") return "";
  for (const std::string& rule : one.texts())
    if (rule != "all" && lint::find_rule(rule) == nullptr)
      return "there is no rule '" + rule + "'; 'ebbtide lint --list-rules' shows all";
  return "";
}

/// Reads one entry; what is wrong with it goes to `problems`.
Approval read_approval(const Setting& entry, std::vector<Problem>& problems) {
  const auto problem = [&](const Position& where, std::string message) {
    problems.push_back({where, std::move(message), ""});
  };
  for (const Setting& one : entry.items)
    if (std::string wrong = problem_of(one); !wrong.empty()) problem(one.where, std::move(wrong));
  const auto text = [&](std::string_view key, bool is_required = true) {
    const Setting* const found = entry.find(key);
    const bool is_missing =
        found == nullptr || (found->kind == Setting::Kind::text && found->text.empty());
    if (is_required && is_missing)
      problem(entry.where, "'" + std::string(key) + "' is missing in this approval");
    return found == nullptr ? std::string() : found->text;
  };
  Approval approval{.change_set = text("changeset"),
                    .rules = {},
                    .dialect = text("dialect"),
                    .sha256 = lower(text("sha256")),
                    .approver = text("approver"),
                    .reason = text("reason"),
                    .expires = text("expires", false),
                    .where = entry.where};
  if (const Setting* const rules = entry.find("rules")) approval.rules = rules->texts();
  if (const Setting* const objects = entry.find("objects")) approval.objects = objects->texts();
  if (entry.find("rules") == nullptr) problem(entry.where, "'rules' is missing in this approval");
  return approval;
}

std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' ? ' ' : c;
  }
  return quoted + "\"";
}

/// A word as it is where YAML takes it for a text, else in quotes.
std::string in_list(const std::string& text) {
  const bool is_plain = !text.empty() && std::all_of(text.begin(), text.end(),
                                                     [](char c) { return is_word(c) || c == '.'; });
  return is_plain && !is_digit(text.front()) ? text : in_quotes(text);
}

std::string in_list(const std::vector<std::string>& all) {
  std::vector<std::string> words;
  for (const std::string& one : all) words.push_back(in_list(one));
  return "[" + join(words, ", ") + "]";
}

/// The file without the mark of a list that is empty, which no entry can stand behind.
std::string without_empty_list(const std::string& text) {
  const std::string_view said = trim_end(text);
  return std::string(said.ends_with("[]") ? trim_end(said.substr(0, said.size() - 2)) : text);
}

/// The file with one approval more, behind all others. Throws Error where it ends in something that
/// no entry can stand behind.
std::string with_added(const std::string& file, const std::string& before,
                       const Approval& approval) {
  const std::size_t count = parse_approvals(file, before).size();
  std::string all = count == 0 ? without_empty_list(before) : before;
  if (!all.empty() && !all.ends_with('\n')) all += "\n";
  if (parse_settings_tree(file, all).find("approvals") == nullptr) all += "approvals:\n";
  all += to_text(approval);
  try {
    if (parse_approvals(file, all).size() == count + 1) return all;
  } catch (const Error&) {
    // What is wrong with it there says nothing of the file as it is.
  }
  throw Error("cannot add to the list of '" + file + "'; write the entry into it by hand");
}

/// The statement without comments, and without blanks at its ends.
std::string without_comments(std::string_view sql, const sql::Syntax& syntax) {
  std::string text;
  sql::Lexer lexer(sql, syntax);
  while (const sql::Token* const token = lexer.next())
    if (token->kind != sql::TokenKind::comment) text += token->text;
  std::erase(text, '\r');
  return std::string(trim(text));
}

}  // namespace

std::vector<Approval> parse_approvals(const std::string& file, const std::string& text) {
  const Setting root = parse_settings_tree(file, text);
  std::vector<Problem> problems;
  for (const Setting& one : root.items)
    if (one.key != "approvals")
      problems.push_back({one.where, "a file of approvals has no '" + one.key + "'", ""});
  const Setting* const list = root.find("approvals");
  std::vector<Approval> approvals;
  if (list != nullptr && list->kind != Setting::Kind::list && !list->text.empty()) {
    problems.push_back({list->where, "'approvals' must be a list of approvals", ""});
  } else if (list != nullptr) {
    for (const Setting& one : list->items) approvals.push_back(read_approval(one, problems));
  }
  if (!problems.empty()) throw ValidationFailed(std::move(problems));
  return approvals;
}

std::string to_text(const Approval& approval) {
  std::string text = "  - changeset: " + in_quotes(approval.change_set) +
                     "\n    rules: " + in_list(approval.rules) + "\n";
  if (!approval.objects.empty()) text += "    objects: " + in_list(approval.objects) + "\n";
  text += "    dialect: " + approval.dialect + "\n    sha256: " + approval.sha256 +
          "\n    approver: " + in_quotes(approval.approver) +
          "\n    reason: " + in_quotes(approval.reason) + "\n";
  if (!approval.expires.empty()) text += "    expires: " + approval.expires + "\n";
  return text;
}

std::string digest_of(const std::vector<std::string>& statements, const sql::Syntax& syntax,
                      std::string_view default_schema) {
  std::string all;
  for (const std::string& one : statements) {
    std::string text = without_comments(one, syntax);
    if (!default_schema.empty()) text = sql::without_place(text, default_schema, syntax).sql;
    // What is no SQL, such as a program that is run, counts as it is shown.
    if (text.empty()) text = one;
    all += (all.empty() ? "" : ";\n") + text;
  }
  return sha256(all);
}

void add_approval(const std::string& file, const Approval& approval) {
  const std::string before = read_whole_file(file).value_or("");
  write_file(file, with_added(file, before, approval));
}

}  // namespace ebbtide
