// The statements of a changeset become one text that is taken apart into the same statements again:
//
//   one after another, each with `;` behind it    where the splitter finds the same ones
//   as it stands, with splitStatements="false"    one statement that has a `;` inside
//   with another endDelimiter                     several, of which one has
//
// A single `sql` change stays as its author wrote it. Its dbms moves to the changeset, as formatted
// SQL has no other place for it.
#include "formats/sql_statements.h"

#include <algorithm>

#include "changelog/changelog.h"
#include "changelog/changes/sql.h"
#include "changelog/undo.h"
#include "changelog/walk.h"
#include "database/facts.h"
#include "sql/closed.h"
#include "sql/splitter.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Keeps statements as the changelog has them, and refuses all else that a change may do.
class Statements final : public Sink {
 public:
  explicit Statements(const ChangeSet& change_set) : change_set_(change_set) {}

  void take(const WalkedStatement& statement) override {
    if (!statement.step.statement.parameters.empty() || statement.step.prepared)
      refuse(*statement.change, "binds values to its statement");
    all_.push_back(statement.before_driver ? statement.before_driver.str() : statement.sql());
  }
  void output(const OutputStep&) override { refuse("output prints a message"); }
  void stop(const StopStep&) override { refuse("stop ends the run"); }
  void command(const CommandStep&) override { refuse("executeCommand runs a program"); }

  const std::vector<std::string>& all() const { return all_; }

 private:
  void refuse(const Change& change, const std::string& why) const {
    refuse(std::string(change.type().name) + " " + why);
  }
  [[noreturn]] void refuse(const std::string& what) const {
    throw Error(change_set_.id.to_text() + ": " + what + ", which formatted SQL cannot say");
  }

  const ChangeSet& change_set_;
  std::vector<std::string> all_;
};

/// As SQL in a file strips comments unless told otherwise, it is told only where there may be some.
void say_how_to_strip(RawSql& sql) {
  if (has_no_comments(sql.sql.or_empty())) sql.strip_comments = true;
}

std::unique_ptr<RawSql> as_one_text(const std::vector<std::string>& statements,
                                    const sql::Syntax& syntax) {
  auto sql = std::make_unique<RawSql>();
  const auto is_split_as = [&](const std::string& text, const Text& delimiter) {
    return split_sql(text, syntax, {.delimiter = delimiter}) == statements;
  };
  sql->sql = join(statements, ";\n") + ";";
  if (is_split_as(sql->sql.str(), {})) return sql;
  if (statements.size() == 1) {
    sql->sql = statements.front();
    sql->split = false;
    return sql;
  }
  for (const std::string delimiter : {"//", "@@", "~~"}) {
    const std::string text = join(statements, "\n" + delimiter + "\n") + "\n" + delimiter;
    if (!is_split_as(text, delimiter)) continue;
    sql->sql = text;
    sql->delimiter = delimiter;
    return sql;
  }
  return nullptr;
}

class Converter {
 public:
  Converter(const ChangeSet& change_set, const Target& target)
      : change_set_(change_set), target_(target) {}

  Element convert(const WrittenFile& file) const {
    Element element = describe(change_set_, file);
    std::erase_if(element.children, [](const Element& part) {
      return part.name == "changes" || part.name == "rollback" || part.name == "modifySql" ||
             part.name == "objectQuotingStrategy";
    });
    for (Element& part : element.children) {
      if (part.name == "comment") part.value = replace_all(part.value, "\n", " ");
    }
    const auto sql = own_sql();
    if (sql->target_dbms && !change_set_.dbms) {
      element.add("dbms", Place::attribute, *sql->target_dbms);
    }
    sql->target_dbms.reset();
    Element& changes = element.add("changes", Place::open_list);
    changes.children.push_back(describe(*sql));
    add_way_back(element);
    return element;
  }

 private:
  std::unique_ptr<RawSql> own_sql() const {
    if (change_set_.changes.size() == 1 && change_set_.visitors.empty() &&
        &change_set_.changes.front()->type() == &RawSql::kind) {
      auto copy =
          std::make_unique<RawSql>(static_cast<const RawSql&>(*change_set_.changes.front()));
      copy->comment.reset();
      say_how_to_strip(*copy);
      return copy;
    }
    Walk walk(change_set_, Way::forward, target_);
    Statements statements(change_set_);
    for (const auto& change : change_set_.changes) walk.run(*change, statements);
    return text_of(statements);
  }

  std::unique_ptr<RawSql> text_of(const Statements& statements) const {
    if (statements.all().empty()) throw Error(change_set_.id.to_text() + ": it has no SQL");
    auto sql = as_one_text(statements.all(), target_.facts().syntax);
    if (sql == nullptr)
      throw Error(change_set_.id.to_text() +
                  ": its statements cannot be told apart by any delimiter");
    say_how_to_strip(*sql);
    return sql;
  }

  void add_way_back(Element& element) const {
    if (change_set_.rollback && change_set_.rollback->refusal) {
      RawSql sql;
      sql.sql = *change_set_.rollback->refusal;
      element.add("rollback", Place::entries).children.push_back(describe(sql));
      return;
    }
    const Changelog nothing_else{Properties(Selection{})};
    const Undo undo = plan_undo(change_set_, nothing_else, target_);
    if (!undo.refusals.empty()) {
      if (undo.is_automatic) return;
      throw Error(change_set_.id.to_text() + ": " + undo.refusals.front().message);
    }
    Element& rollback = element.add("rollback", Place::entries);
    Walk walk(change_set_, Way::back, target_);
    Statements statements(change_set_);
    for (const UndoChange& change : undo.changes) walk.run(*change, statements);
    if (statements.all().empty()) return;
    const auto sql = text_of(statements);
    sql->strip_comments = false;
    rollback.children.push_back(describe(*sql));
  }

  const ChangeSet& change_set_;
  const Target& target_;
};

}  // namespace

Element as_sql(const ChangeSet& change_set, const WrittenFile& file, const Target& target) {
  return Converter(change_set, target).convert(file);
}

}  // namespace ebbtide
