// What is said of an object, by properties: the one list of them. Comparison, snapshots and reports
// go by it, so that a member that is not here is not compared anywhere.
//
// A property that nothing is said of is left out; to compare, that is the same as an empty value.
// Three ways to say one:
//
//   add       where there is a value
//   flag      always, `true` or `false`: nullable, unique, cycle
//   unusual   only where it is not what most are: `deferrable`, `invisible`
//
// What is marked as SQL is compared without regard to its layout. Columns of an index are only
// where one of them is an expression: a name in quotes is no SQL, and case and blanks count in it.
//
// What each database knows alone comes as options, each with a weight of its own. The name of a key
// is said only where somebody gave it. Names of sequences behind numbered columns are not said at
// all, only what they do: `by default, start 10`.
#include <algorithm>

#include "schema/compare.h"
#include "text/ascii.h"

namespace ebbtide::schema {
namespace {

/// Gathers properties in the order in which they are told.
class Gathered {
 public:
  Gathered& add(std::string_view name, std::string value, Weight weight = Weight::counts) {
    if (!value.empty()) properties_.push_back({std::string(name), std::move(value), weight});
    return *this;
  }
  Gathered& add(std::string_view name, const Text& value, Weight weight = Weight::counts) {
    if (value) properties_.push_back({std::string(name), *value, weight});
    return *this;
  }
  /// A text in SQL, whose layout does not count.
  Gathered& sql(std::string_view name, const Text& value, Weight weight = Weight::counts) {
    if (value && !value->empty()) properties_.push_back({std::string(name), *value, weight, true});
    return *this;
  }
  Gathered& flag(std::string_view name, bool value, Weight weight = Weight::counts) {
    properties_.push_back({std::string(name), value ? "true" : "false", weight});
    return *this;
  }
  /// Where it is not what is usual.
  Gathered& unusual(std::string_view name, bool value, bool usual, Weight weight = Weight::counts) {
    if (value == usual) return *this;
    flag(name, value, weight);
    properties_.back().usual = usual ? "true" : "false";
    return *this;
  }
  Gathered& comment(const Text& comment) { return add("comment", comment, Weight::informs); }
  Gathered& options(const std::vector<Option>& options) {
    for (const Option& option : options)
      properties_.push_back(
          {option.name, option.value.empty() ? "true" : option.value, option.weight});
    return *this;
  }
  Gathered& deferral(const Deferral& deferral) {
    return unusual("deferrable", deferral.is_deferrable, false)
        .unusual("initially deferred", deferral.is_deferred, false);
  }
  Properties take() { return std::move(properties_); }

 private:
  Properties properties_;
};

std::string_view kind_of(Numbering::Kind kind) {
  switch (kind) {
    case Numbering::Kind::identity_always:
      return "always";
    case Numbering::Kind::identity_by_default:
      return "by default";
    case Numbering::Kind::serial:
      return "serial";
    case Numbering::Kind::auto_increment:
      break;
  }
  return "auto increment";
}

/// `by default, start 10, increment 5`.
std::string to_text(const Numbering& numbering) {
  std::string text(kind_of(numbering.kind));
  const auto say = [&](std::string_view what, const std::string& value) {
    if (!value.empty()) text += ", " + std::string(what) + " " + value;
  };
  say("start", numbering.start);
  say("increment", numbering.increment);
  say("minimum", numbering.minimum);
  say("maximum", numbering.maximum);
  say("cache", numbering.cache);
  if (numbering.cycles) text += ", cycle";
  return text;
}

std::string to_text(const IndexPart& part) {
  std::string text = part.text;
  if (!part.prefix.empty()) text += "(" + part.prefix + ")";
  if (part.collation) text += " COLLATE " + *part.collation;
  if (part.operator_class) text += " " + *part.operator_class;
  if (part.is_descending) text += " DESC";
  if (part.nulls) text += " NULLS " + *part.nulls;
  return text;
}

std::vector<std::string> texts(const std::vector<Name>& names) {
  std::vector<std::string> all;
  for (const Name& name : names) all.push_back(name.to_text());
  return all;
}

/// As a list of columns that a person can read and nobody has to take apart.
std::string listed(const std::vector<std::string>& names) { return join(names, ", "); }

}  // namespace

std::string text_of_parts(const Index& index) {
  std::vector<std::string> parts;
  for (const IndexPart& part : index.parts) parts.push_back(to_text(part));
  return listed(parts);
}

Properties properties_of(const Column& column) {
  return Gathered()
      .sql("type", column.type)
      .flag("nullable", column.nullable)
      .sql("default", column.by_default)
      .sql("generated", column.generated)
      .add("storage", std::string(!column.generated  ? ""
                                  : column.is_stored ? "stored"
                                                     : "virtual"))
      .add("identity", column.numbering ? to_text(*column.numbering) : "")
      .add("charset", column.charset)
      .add("collation", column.collation)
      .sql("on update", column.on_update)
      .unusual("invisible", column.is_invisible, false)
      .options(column.options)
      .comment(column.comment)
      .take();
}

Properties properties_of(const Key& key) {
  return Gathered()
      .add("name", key.is_named ? key.name : "")
      .add("columns", listed(key.columns))
      .deferral(key.deferral)
      .options(key.options)
      .comment(key.comment)
      .take();
}

Properties properties_of(const ForeignKey& key) {
  return Gathered()
      .add("name", key.is_named ? key.name : "")
      .add("columns", listed(key.columns))
      .add("referenced table", key.referenced.to_text())
      .add("referenced columns", listed(key.referenced_columns))
      .add("update rule", key.on_update)
      .add("delete rule", key.on_delete)
      .deferral(key.deferral)
      .options(key.options)
      .unusual("validated", key.is_validated, true, Weight::informs)
      .comment(key.comment)
      .take();
}

Properties properties_of(const Check& check) {
  return Gathered()
      .add("name", check.is_named ? check.name : "")
      .sql("definition", check.definition)
      .unusual("validated", check.is_validated, true)
      .comment(check.comment)
      .take();
}

Properties properties_of(const Index& index) {
  const bool has_expression = std::any_of(index.parts.begin(), index.parts.end(),
                                          [](const IndexPart& one) { return one.is_expression; });
  Gathered all;
  all.flag("unique", index.is_unique).add("method", index.method);
  if (has_expression) all.sql("columns", text_of_parts(index));
  if (!has_expression) all.add("columns", text_of_parts(index));
  return all.add("include", listed(index.included))
      .sql("predicate", index.predicate)
      .unusual("valid", index.is_valid, true)
      .unusual("invisible", index.is_invisible, false)
      .options(index.options)
      .comment(index.comment)
      .take();
}

// The text of a table stands for itself only where nothing else does: in a virtual table.
Properties properties_of(const Table& table) {
  return Gathered()
      .unusual("foreign", table.is_foreign, false)
      .unusual("virtual", table.is_virtual, false)
      .sql("definition", table.is_virtual ? Text(table.definition) : Text())
      .sql("partitioned by", table.partitioned_by)
      .add(table.bound ? "partition of" : "inherits", listed(texts(table.parents)))
      .sql("bound", table.bound)
      .options(table.options)
      .comment(table.comment)
      .take();
}

Properties properties_of(const View& view) {
  Gathered all;
  all.add("columns", listed(view.columns))
      .sql("query", view.query)
      .options(view.options)
      .comment(view.comment);
  for (std::size_t i = 0; i < view.column_comments.size(); ++i) {
    const std::string column = i < view.columns.size() ? view.columns[i] : std::to_string(i + 1);
    all.add("comment on " + column, view.column_comments[i], Weight::informs);
  }
  return all.take();
}

Properties properties_of(const Sequence& sequence) {
  return Gathered()
      .add("type", sequence.type)
      .add("start", sequence.start)
      .add("increment", sequence.increment)
      .add("minimum", sequence.minimum)
      .add("maximum", sequence.maximum)
      .add("cache", sequence.cache)
      .flag("cycle", sequence.cycles)
      .add("owned by", sequence.owned_by)
      .comment(sequence.comment)
      .take();
}

Properties properties_of(const Type& type) {
  std::vector<std::string> attributes;
  for (const Column& one : type.columns) {
    attributes.push_back(one.name + " " + one.type);
    if (one.collation) attributes.back() += " COLLATE " + *one.collation;
  }
  Gathered all;
  all.add("sort", type.sort)
      .add("labels", listed(type.labels))
      .add("base", type.base)
      .unusual("nullable", type.nullable, true)
      .sql("default", type.by_default)
      .add("collation", type.collation)
      .add("attributes", listed(attributes));
  for (const Check& check : type.checks) all.sql("check " + check.name, check.definition);
  return all.options(type.options).comment(type.comment).take();
}

Properties properties_of(const Routine& routine) {
  return Gathered()
      .sql("definition", routine.definition)
      .options(routine.options)
      .comment(routine.comment)
      .take();
}

Properties properties_of(const Program& program) {
  const Weight weight = program.kind == Kind::statistics ? Weight::informs : Weight::counts;
  return Gathered()
      .sql("definition", program.definition, weight)
      .add("state", program.state)
      .options(program.options)
      .comment(program.comment)
      .take();
}

Properties properties_of(const Extension& extension) {
  return Gathered()
      .add("version", extension.version, Weight::informs)
      .add("schema", extension.place)
      .comment(extension.comment)
      .take();
}

}  // namespace ebbtide::schema
