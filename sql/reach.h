#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/splitter.h"

namespace ebbtide {

/// A form of statement whose effect is not kept in one database.
struct ReachRule {
  /// The words it begins with, each a choice such as `create|alter`. `...` stands for any tokens,
  /// `'` for a text, `!on` for the rest of a statement without that word, and `call:` in front for
  /// the call of a function anywhere. The first rule that fits counts.
  std::string_view words;
  std::string_view why;    ///< `it is about the whole server`; empty where it is harmless
  bool is_undone = false;  ///< whether the end of a transaction takes it back
};

/// What is known of a statement before it runs.
struct ReachVerdict {
  std::string why;       ///< why it must not run; empty where nothing speaks against it
  std::string variable;  ///< a variable of the session whose text it prepares: to be judged too
  bool is_open = false;  ///< it builds SQL while it runs, so that nobody can tell
};

/// Judges whether a statement reaches beyond the database it runs in: by its form, by the databases
/// it names, and by the texts and bodies in it that are SQL. What SQL builds while it runs is not
/// seen. A judgement keeps accidents away, not an enemy: for that there is a user who may do
/// nothing else.
///
/// Borrows the rules, which are tables of the dialects. `neighbours` are the other databases of the
/// server, as they are stored.
class Reach {
 public:
  Reach(std::span<const ReachRule> rules, const sql::Syntax& syntax,
        std::vector<std::string> neighbours)
      : rules_(rules), syntax_(syntax), neighbours_(std::move(neighbours)) {}

  ReachVerdict of(std::string_view sql) const;
  /// Why the end of a transaction would not take the statement back; empty where it does.
  std::string beyond_transaction(std::string_view sql) const;

 private:
  std::span<const ReachRule> rules_;
  sql::Syntax syntax_;
  std::vector<std::string> neighbours_;
};

}  // namespace ebbtide
