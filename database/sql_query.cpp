#include "database/sql_query.h"

#include "text/ascii.h"

namespace ebbtide {
namespace {

class FromClauses {
 public:
  explicit FromClauses(SqlCursor query) : query_(std::move(query)) {}

  std::vector<SqlObject> run() {
    while (!query_.at_end()) {
      if (query_.take("(")) {
        is_query_.push_back(query_.next_is_any({"select", "values", "(", "table"}));
      } else if (query_.take(")")) {
        if (is_query_.size() > 1) is_query_.pop_back();
      } else if (query_.take("distinct")) {
        query_.take("from");  // IS DISTINCT FROM
      } else if (is_query_.back() && query_.take_any({"from", "join"})) {
        take_relations();
      } else {
        query_.skip();
      }
    }
    return std::move(found_);
  }

 private:
  /// What stands behind FROM or JOIN, and behind the commas of it.
  void take_relations() {
    do {
      query_.take("only");
      if (query_.next_is_any({"(", "lateral", "dual"})) return;
      if (query_.peek() == nullptr || !query_.peek()->is_name()) return;
      SqlObject name = query_.take_name();
      if (query_.next_is("(")) return;
      found_.push_back(std::move(name));
      query_.take("as");
      const bool has_alias = query_.peek() != nullptr && query_.peek()->is_name() &&
                             query_.peek(1) != nullptr && query_.peek(1)->is(",");
      if (has_alias) query_.skip();
    } while (query_.take(","));
  }

  SqlCursor query_;
  std::vector<SqlObject> found_;
  std::vector<bool> is_query_ = {true};  ///< of the brackets that are open here
};

}  // namespace

std::vector<SqlObject> relations_read(SqlCursor query) {
  return FromClauses(std::move(query)).run();
}

}  // namespace ebbtide
