// The grammar of PostgreSQL that is linked here reads what PostgreSQL 15 did. What later servers
// know besides is put into words that stand in the same place of the grammar, so that it can be
// asked about all the rest of the statement. What the words mean counts for nothing.
#include "sql/older_words.h"

#include <vector>

namespace ebbtide::sql {
namespace {

/// A piece of a statement, and what an older server calls it.
struct Older {
  std::size_t begin = 0, end = 0;
  std::string_view words = {};
};

/// `NOT NULL qty` where a constraint stands, and not behind a column.
bool is_not_null_constraint(const Cursor& code, std::size_t at) {
  if (at == 0 || !code.sees("not", at) || !code.sees("null", at + 1) || !code.sees_name(at + 2))
    return false;
  if (code.sees_any({"default", "check", "primary", "unique", "references", "generated",
                     "constraint", "not", "null", "collate", "deferrable", "initially"},
                    at + 2))
    return false;
  return code.sees_any({"add", "(", ","}, at - 1) || (at > 1 && code.sees("constraint", at - 2));
}

/// What PostgreSQL 18 reads in a table, and older ones do not.
std::vector<Older> older_table(const Cursor& code) {
  std::vector<Older> pieces;
  const auto add = [&](std::size_t from, std::size_t count, std::string_view words) {
    Cursor at = code;
    at.skip(from);
    const std::size_t begin = at.offset();
    at.skip(count);
    pieces.push_back({begin, at.taken_to(), words});
  };
  for (std::size_t i = 1; code.peek(i) != nullptr; ++i) {
    if (is_not_null_constraint(code, i)) add(i, 3, "CHECK (true)");
    if (code.sees("enforced", i)) {
      const bool is_not = code.sees("not", i - 1);
      add(is_not ? i - 1 : i, is_not ? 2 : 1, "");
    }
    if (code.sees("virtual", i) && code.sees(")", i - 1)) add(i, 1, "STORED");
  }
  return pieces;
}

/// What PostgreSQL 16 reads of a role that is granted, and older ones do not: `WITH INHERIT FALSE,
/// SET TRUE`, `REVOKE SET OPTION FOR`.
std::vector<Older> older_grant(Cursor at) {
  if (at.take("revoke")) {
    const std::size_t begin = at.offset();
    const bool is_option = at.take_any({"inherit", "set"}) && at.take_all({"option", "for"});
    return is_option ? std::vector<Older>{{begin, at.taken_to(), ""}} : std::vector<Older>();
  }
  if (!at.skip_to("with")) return {};
  const std::size_t begin = at.offset();
  at.skip();
  do {
    if (!at.take_any({"admin", "inherit", "set"}) || !at.take_any({"option", "true", "false"}))
      return {};
  } while (at.take(","));
  return {{begin, at.taken_to(), ""}};
}

}  // namespace

std::string in_older_words(std::string_view sql, const Cursor& code, int version) {
  constexpr int has_options_of_grants = 16, has_enforced = 18;
  std::vector<Older> pieces;
  if (version >= has_options_of_grants && code.sees_any({"grant", "revoke"}))
    pieces = older_grant(code);
  if (version >= has_enforced && code.sees_any({"create", "alter"})) pieces = older_table(code);
  std::string text;
  std::size_t done = 0;
  for (const Older& one : pieces) {
    text += sql.substr(done, one.begin - done);
    text += one.words;
    done = one.end;
  }
  text += sql.substr(done);
  return text;
}

}  // namespace ebbtide::sql
