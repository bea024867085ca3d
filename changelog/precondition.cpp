// A block has three outcomes, and each has an attribute that says what then happens: it holds; it
// does not hold (onFail); it cannot be asked, which is an exception of `check` (onError). The
// preconditions are asked in order up to the first that does not hold, so that a dbms in front
// keeps the others from asking a database that could not answer.
//
// One that runs a Java class has no answer here. It may still be about another database: beside a
// `dbms` that does not name this one the question is settled and the class is not needed. All other
// such blocks are found before the first statement of anything (`unanswerable`), and refused unless
// their onError says what is to happen.
#include "changelog/precondition.h"

#include <algorithm>
#include <array>

#include "database/facts.h"
#include "text/ascii.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

constexpr Field block_fields[] = {
    field<&PreconditionBlock::on_fail>(
        "onFail", "What happens when they do not hold: HALT, CONTINUE, MARK_RAN or WARN"),
    field<&PreconditionBlock::on_error>(
        "onError", "What happens when they cannot be checked: HALT, CONTINUE, MARK_RAN or WARN"),
    field<&PreconditionBlock::on_sql_output>("onSqlOutput",
                                             "What a script makes of them: IGNORE, TEST or FAIL")
        .also("onUpdateSQL"),
    field<&PreconditionBlock::on_fail_message>("onFailMessage",
                                               "What to say when they do not hold"),
    field<&PreconditionBlock::on_error_message>("onErrorMessage",
                                                "What to say when they cannot be checked"),
};

constexpr auto otherwise_names =
    std::to_array<std::string_view>({"HALT", "CONTINUE", "MARK_RAN", "WARN"});
constexpr auto script_names = std::to_array<std::string_view>({"IGNORE", "TEST", "FAIL"});

template <std::size_t size>
std::size_t index_of(const std::array<std::string_view, size>& names, const Text& text) {
  const auto found = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
    return equals_ignoring_case(name, text.or_empty());
  });
  return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

template <std::size_t size>
void check_name(const std::array<std::string_view, size>& names, std::string_view attribute,
                const Text& text, const Node& node, const Document& document, Problems& problems) {
  if (!text || equals_ignoring_case(names[index_of(names, text)], *text)) return;
  std::vector<std::string> known(names.begin(), names.end());
  problems.push_back({document.position(node),
                      "Unknown " + std::string(attribute) + " attribute value '" + text.str() +
                          "'.  Possible values: " + join(known, ", "),
                      {}});
}

bool is_block_attribute(const Node& node) {
  return std::any_of(std::begin(block_fields), std::end(block_fields), [&](const Field& field) {
    return node.is_named(field.name) || (!field.alias.empty() && node.is_named(field.alias));
  });
}

void build_into(std::vector<std::unique_ptr<Precondition>>& list, const Node& node,
                const Document& document, Problems& problems);

std::unique_ptr<Precondition> build_precondition(const Node& node, const Document& document,
                                                 Problems& problems) {
  const auto types = precondition_types();
  const auto found = std::find_if(types.begin(), types.end(), [&](const PreconditionType* type) {
    return node.is_named(type->name);
  });
  if (found == types.end()) {
    if (document.is_lax() && !document.has_schema()) return nullptr;
    std::vector<std::string_view> names;
    for (const PreconditionType* const type : types) names.push_back(type->name);
    problems.push_back(
        {document.position(node),
         "unknown precondition '" + std::string(node.name) + "'" + suggestion(node.name, names),
         {}});
    return nullptr;
  }
  auto precondition = (*found)->create();
  precondition->where = document.position(node);
  if (auto* const inner = precondition->nested()) {
    build_into(*inner, node, document, problems);
  } else {
    build_record(*precondition, (*found)->fields, node, document, problems);
  }
  for (const Field& field : (*found)->fields) {
    const bool missing =
        field.is_scalar() && has(field.traits, Trait::required) && !field.get(*precondition);
    if (missing)
      problems.push_back(
          {document.position(node),
           std::string(field.name) + " is required for the precondition " + std::string(node.name),
           {}});
  }
  return precondition;
}

void build_into(std::vector<std::unique_ptr<Precondition>>& list, const Node& node,
                const Document& document, Problems& problems) {
  for (const Node& child : node.children) {
    if (is_block_attribute(child)) continue;
    if (auto precondition = build_precondition(child, document, problems))
      list.push_back(std::move(precondition));
  }
}

bool any_is_for_others(const Preconditions& list, std::string_view dbms) {
  return std::any_of(list.begin(), list.end(),
                     [&](const auto& one) { return one->is_for_others(dbms); });
}

void find_java(const Preconditions& list, std::string_view dbms, Problems& problems) {
  if (any_is_for_others(list, dbms)) return;
  for (const auto& one : list) {
    if (const auto* const inner = one->nested()) find_java(*inner, dbms, problems);
    if (one->runs_java())
      problems.push_back({one->where,
                          std::string(one->type().name) +
                              " runs a Java class, which needs a JVM; ask the same with sqlCheck, "
                              "or say with onError what is to happen",
                          {}});
  }
}

}  // namespace

std::span<const Field> PreconditionBlock::fields() { return block_fields; }

Otherwise PreconditionBlock::when_failed() const {
  return static_cast<Otherwise>(index_of(otherwise_names, on_fail));
}
Otherwise PreconditionBlock::when_in_error() const {
  return static_cast<Otherwise>(index_of(otherwise_names, on_error));
}
InScript PreconditionBlock::in_script() const {
  return static_cast<InScript>(index_of(script_names, on_sql_output));
}

std::vector<std::string> PreconditionBlock::check(const CheckContext& context) const {
  return ask_all(all, context);
}

Problems PreconditionBlock::unanswerable(std::string_view dbms) const {
  Problems problems;
  find_java(all, dbms, problems);
  return problems;
}

std::vector<std::string> ask(const Precondition& one, const Preconditions& together,
                             const CheckContext& context) {
  if (one.runs_java() && any_is_for_others(together, context.names.facts().name))
    return {std::string(one.type().name) + " is about another database"};
  return one.check(context);
}

std::vector<std::string> ask_all(const Preconditions& all, const CheckContext& context) {
  for (const auto& one : all) {
    if (auto failed = ask(*one, all, context); !failed.empty()) return failed;
  }
  return {};
}

std::unique_ptr<PreconditionBlock> build_preconditions(const Node& node, const Document& document,
                                                       Problems& problems) {
  auto block = std::make_unique<PreconditionBlock>();
  block->where = document.position(node);
  for (const Field& field : block_fields) {
    const auto text = node.value(field.name);
    if (text) field.set(*block, *text);
  }
  if (const auto old_name = node.value("onUpdateSQL"); old_name && !block->on_sql_output)
    block->on_sql_output = *old_name;
  check_name(otherwise_names, "onFail", block->on_fail, node, document, problems);
  check_name(otherwise_names, "onError", block->on_error, node, document, problems);
  check_name(script_names, "onSqlOutput", block->on_sql_output, node, document, problems);
  build_into(block->all, node, document, problems);
  return block;
}

}  // namespace ebbtide
