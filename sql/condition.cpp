// What a condition comes to where no column decides it. Only literals are compared, and only those
// of one kind: what a server makes of '1' = 1 is its own affair. Everything else is not known, and
// what is not known spares rows.
//
//   a = 7 OR 1 = 1          yes, by the second half
//   a = 7 AND 1 = 1         not known
//   NOT (1 = 2) AND TRUE    yes
#include "sql/condition.h"

#include <cstdlib>
#include <optional>
#include <string>

namespace ebbtide::sql {
namespace {

enum class Truth { no, yes, unknown };

Truth truth(bool holds) { return holds ? Truth::yes : Truth::no; }

Truth turned(Truth one) { return one == Truth::unknown ? one : truth(one == Truth::no); }

/// A value that is written out.
struct Literal {
  enum class Kind { null, boolean, number, text };
  Kind kind = Kind::null;
  double number = 0;
  std::string text = {};

  Truth as_condition() const {
    if (kind == Kind::text) return Truth::unknown;
    return truth(kind != Kind::null && number != 0);
  }
};

class Constants {
 public:
  explicit Constants(Cursor at) : at_(std::move(at)) {}

  /// Terms between OR.
  Truth any() {
    Truth all_terms = all();
    while (at_.take("or")) {
      const Truth next = all();
      if (all_terms == Truth::yes || next == Truth::yes) {
        all_terms = Truth::yes;
      } else if (next == Truth::unknown) {
        all_terms = Truth::unknown;
      }
    }
    return all_terms;
  }

 private:
  bool is_at_edge() const {
    return at_.at_end() || at_.sees_any({";", ")", "and", "or", "returning", "order", "limit"});
  }

  /// Terms between AND.
  Truth all() {
    Truth all_terms = one();
    while (at_.take("and")) {
      const Truth next = one();
      if (all_terms == Truth::no || next == Truth::no) {
        all_terms = Truth::no;
      } else if (next == Truth::unknown) {
        all_terms = Truth::unknown;
      }
    }
    return all_terms;
  }

  Truth one() {
    bool is_turned = false;
    while (at_.take("not")) is_turned = !is_turned;
    const Cursor begin = at_;
    const std::optional<Truth> found = at_.sees("(") ? bracket() : comparison();
    if (found && is_at_edge()) return is_turned ? turned(*found) : *found;
    at_ = begin;
    skip_term();
    return Truth::unknown;
  }

  std::optional<Truth> bracket() {
    constexpr int deepest = 50;
    if (depth_ >= deepest) return std::nullopt;
    ++depth_;
    at_.skip();
    const Truth inside = any();
    --depth_;
    return at_.take(")") ? std::optional(inside) : std::nullopt;
  }

  std::optional<Truth> comparison() {
    const auto left = literal();
    if (!left) return std::nullopt;
    if (is_at_edge()) return left->as_condition();
    if (at_.take("is")) return is_what(*left);
    const bool less = at_.take("<");
    const bool more = at_.take(">");
    const bool differs = at_.take("!");
    bool equal = at_.take("=");
    equal = at_.take("=") || equal;
    if (!less && !more && !equal) return std::nullopt;
    const auto right = literal();
    if (!right) return std::nullopt;
    return compared(*left, *right, less, more, differs ? !equal : equal);
  }

  std::optional<Truth> is_what(const Literal& left) {
    const bool is_turned = at_.take("not");
    const auto right = literal();
    const bool can_tell =
        right && (right->kind == Literal::Kind::null ||
                  (right->kind == Literal::Kind::boolean && left.kind == Literal::Kind::boolean));
    if (!can_tell) return std::nullopt;
    const bool same = left.kind == right->kind && left.number == right->number;
    return truth(same != is_turned);
  }

  /// `<>` is less or more; of `!=` neither of them is said, nor that they are equal.
  static Truth compared(const Literal& left, const Literal& right, bool less, bool more,
                        bool equal) {
    if (left.kind == Literal::Kind::null || right.kind == Literal::Kind::null) return Truth::no;
    if (left.kind != right.kind) return Truth::unknown;
    const bool is_text = left.kind == Literal::Kind::text;
    const bool are_same = is_text ? left.text == right.text : left.number == right.number;
    if (!less && !more) return truth(are_same == equal);
    if (less && more) return truth(!are_same);
    // How texts are sorted is a matter of the database.
    if (is_text && !are_same) return Truth::unknown;
    if (are_same) return truth(equal);
    return truth(less == (left.number < right.number));
  }

  std::optional<Literal> literal() {
    if (at_.take("null")) return Literal{};
    if (at_.take("true")) return Literal{Literal::Kind::boolean, 1};
    if (at_.take("false")) return Literal{Literal::Kind::boolean, 0};
    const bool is_negative = at_.sees("-") && at_.peek(1) != nullptr;
    if (is_negative) at_.skip();
    const Token* const token = at_.peek();
    if (token == nullptr) return std::nullopt;
    if (token->kind == TokenKind::number) {
      const std::string digits(token->text);
      char* end = nullptr;
      const double number = std::strtod(digits.c_str(), &end);
      if (end == nullptr || *end != '\0') return std::nullopt;
      at_.skip();
      return Literal{Literal::Kind::number, is_negative ? -number : number};
    }
    // In double quotes it may be a column.
    if (is_negative || token->kind != TokenKind::text || token->is_name()) return std::nullopt;
    Literal found{Literal::Kind::text, 0, token->value()};
    at_.skip();
    return found;
  }

  /// Goes on to the AND or OR behind a term, which is not that of BETWEEN or within CASE.
  void skip_term() {
    for (int cases = 0; !at_.at_end() && (cases > 0 || !is_at_edge());) {
      if (at_.skip_brackets()) continue;
      if (at_.sees("case")) ++cases;
      if (at_.sees("end") && cases > 0) --cases;
      const bool has_bounds = at_.sees("between");
      at_.skip();
      if (!has_bounds) continue;
      while (!at_.at_end() && !at_.sees_any({"and", ";", ")"}))
        if (!at_.skip_brackets()) at_.skip();
      at_.take("and");
    }
  }

  Cursor at_;
  int depth_ = 0;
};

}  // namespace

bool is_always_true(Cursor condition) {
  return Constants(std::move(condition)).any() == Truth::yes;
}

}  // namespace ebbtide::sql
