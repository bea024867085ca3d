// Facts are data that anybody may ask without a Dialect in sight, so that whoever only writes a
// name or a text does not depend on the words. Spellings have their operands as %1, %2 …: a `%`
// that no digit follows is a letter, as in LIKE 'a%'.
#include "database/facts.h"

#include <algorithm>

#include "sql/jdbc_escapes.h"
#include "text/ascii.h"

namespace ebbtide {

static_assert(static_cast<unsigned>(Feature::jdbc_escapes) < 64, "a set of features has 64 places");

std::string spelled(std::string_view spelling, std::initializer_list<std::string_view> operands) {
  std::string sql;
  for (std::size_t at = 0; at < spelling.size(); ++at) {
    const bool is_operand =
        spelling[at] == '%' && at + 1 < spelling.size() && is_digit(spelling[at + 1]);
    if (!is_operand) {
      sql += spelling[at];
      continue;
    }
    const auto number = static_cast<std::size_t>(spelling[++at] - '1');
    if (number < operands.size()) sql += *(operands.begin() + number);
  }
  return sql;
}

bool Facts::is_reserved(std::string_view word) const {
  const std::string key = upper(word);
  return std::binary_search(reserved_words.begin(), reserved_words.end(), key) ||
         std::binary_search(own_reserved_words.begin(), own_reserved_words.end(), key);
}

namespace {

std::vector<SqlLock> table_locks(const sql::Effect& effect, const Facts& facts,
                                 std::string_view text) {
  std::vector<SqlLock> locks = locks_by(facts.locks, effect);
  if (facts.lock_in_text == nullptr || locks.empty() || text.empty()) return locks;
  const bool is_part = effect.size > 0 && effect.at < text.size();
  const std::string_view clause = is_part ? text.substr(effect.at, effect.size) : text;
  const std::string_view mode = facts.lock_in_text(effect, clause, facts);
  if (!mode.empty()) locks.front().mode = mode;
  return locks;
}

}  // namespace

std::vector<SqlLock> locks_of(const sql::Effect& effect, const Facts& facts,
                              std::string_view statement) {
  if (facts.whole_lock.empty()) return table_locks(effect, facts, statement);
  if (effect.verb == sql::Verb::set) return {};
  return {{std::string(facts.whole_lock), std::string(facts.whole_lock_object)}};
}

std::string own_table_name(std::string_view name, const Facts& facts) {
  return facts.has(Feature::lower_case_own_tables) ? lower(name) : std::string(name);
}

std::string told_table_name(std::string_view name, const Facts& facts) {
  const std::string own = own_table_name(name, facts);
  return facts.has(Feature::lower_case_told_tables) ? lower(own) : own;
}

std::string without_jdbc_escapes(std::string sql, const Facts& facts) {
  if (!facts.has(Feature::jdbc_escapes)) return sql;
  return without_jdbc_escapes(std::move(sql), facts.syntax);
}

std::string without_blank_statements(std::string sql, const Facts& facts) {
  if (!facts.has(Feature::jdbc_escapes)) return sql;
  return without_blank_statements(std::move(sql), facts.syntax);
}

}  // namespace ebbtide
