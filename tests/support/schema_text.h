#pragma once

#include <string>
#include <vector>

#include "schema/model.h"

namespace ebbtide {

/// A schema as lines that people read, with everything that it says and nothing that it leaves
/// open: `column id bigint, not null`.
class SchemaText {
 public:
  static std::string of(const schema::Schema& schema) {
    SchemaText text;
    for (const auto& one : schema.schemas) text.line("schema", one.name, {said(one.comment)});
    for (const auto& one : schema.extensions)
      text.line("extension", one.name, {one.version, "in " + one.place, said(one.comment)});
    for (const auto& one : schema.types) text.type(one);
    for (const auto& one : schema.sequences) text.sequence(one);
    for (const auto& one : schema.tables) text.table(one);
    for (const auto& one : schema.views) text.view(one);
    for (const auto& one : schema.routines)
      text.line(to_text(one.kind), one.name.to_text() + "(" + one.arguments + ")",
                {listed(one.options), used(one.uses), said(one.comment), one.definition});
    for (const auto& one : schema.programs)
      text.line(to_text(one.kind), one.name.to_text(),
                {one.table.empty() ? "" : "of " + one.table, one.state.value_or(""),
                 listed(one.options), used(one.uses), said(one.comment), one.definition});
    for (const auto& one : schema.grants)
      text.line("grant", std::string(to_text(one.on)) + " " + one.object.to_text(),
                {one.part, one.rights});
    for (const auto& one : schema.untold)
      text.line("untold", one.sort + " " + one.name.to_text(), {});
    return text.text_;
  }

 private:
  using Parts = std::vector<std::string>;

  void line(std::string_view kind, const std::string& name, const Parts& parts) {
    text_ += std::string(kind) + (name.empty() ? "" : " " + name);
    for (const std::string& part : parts) text_ += part.empty() ? "" : ", " + part;
    text_ += '\n';
  }
  static std::string said(const schema::Text& comment) {
    return comment ? "comment '" + *comment + "'" : "";
  }
  static std::string with(const std::string& word, const schema::Text& value) {
    return value ? word + " " + *value : "";
  }
  static std::string with(const std::string& word, const std::string& value) {
    return value.empty() ? "" : word + " " + value;
  }
  static std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
  }
  static std::string joined(const std::vector<sql::Name>& names) {
    Parts parts;
    for (const sql::Name& name : names) parts.push_back(name.to_text());
    return joined(parts);
  }
  static std::string used(const std::vector<sql::Name>& names) {
    return names.empty() ? "" : "uses [" + joined(names) + "]";
  }
  static std::string listed(const std::vector<schema::Option>& options) {
    Parts parts;
    for (const schema::Option& one : options)
      parts.push_back(one.name + (one.value.empty() ? "" : "=" + one.value) +
                      (one.weight == schema::Weight::informs ? "?" : ""));
    return parts.empty() ? "" : "with [" + joined(parts) + "]";
  }
  static std::string when(const schema::Deferral& deferral) {
    return deferral.is_deferred ? "deferred" : deferral.is_deferrable ? "deferrable" : "";
  }

  static std::string numbering(const schema::Column& column) {
    if (!column.numbering) return "";
    const schema::Numbering& one = *column.numbering;
    const char* const kinds[] = {"identity always", "identity by default", "serial",
                                 "auto increment"};
    return std::string(kinds[static_cast<int>(one.kind)]) +
           (one.start.empty() ? "" : " " + one.type + " " + numbers(one)) +
           (one.sequence.name.empty() ? "" : " " + one.sequence.to_text());
  }
  template <class Numbers>
  static std::string numbers(const Numbers& one) {
    return one.start + "+" + one.increment + " " + one.minimum + ".." + one.maximum + " cache " +
           one.cache + (one.cycles ? " cycle" : "");
  }

  void type(const schema::Type& one) {
    line(to_text(one.kind), one.name.to_text(),
         {one.sort, joined(one.labels), one.base, one.nullable ? "" : "not null",
          with("default", one.by_default), with("collate", one.collation), listed(one.options),
          used(one.uses), said(one.comment), one.definition});
    for (const schema::Column& column : one.columns) this->column(column);
    for (const schema::Check& check : one.checks) this->check(check);
  }
  void sequence(const schema::Sequence& one) {
    line("sequence", one.name.to_text(),
         {one.type, numbers(one), with("owned by", one.owned_by), said(one.comment),
          one.definition});
  }
  void column(const schema::Column& one) {
    line("  column", one.name,
         {one.type, one.nullable ? "" : "not null", with("default", one.by_default),
          with(one.is_stored ? "stored" : "virtual", one.generated), numbering(one),
          with("charset", one.charset), with("collate", one.collation),
          with("on update", one.on_update), one.is_invisible ? "invisible" : "",
          one.is_inherited ? "inherited" : "", listed(one.options), used(one.uses),
          said(one.comment), one.definition.empty() ? "" : "[" + one.definition + "]"});
  }
  void key(const char* kind, const schema::Key& one) {
    line(kind, one.name,
         {"(" + joined(one.columns) + ")", one.is_named ? "" : "unnamed", when(one.deferral),
          listed(one.options), said(one.comment), one.definition});
  }
  void check(const schema::Check& one) {
    line("  " + std::string(to_text(one.kind)), one.name,
         {one.is_named ? "" : "unnamed", one.is_validated ? "" : "not valid",
          one.is_inherited ? "inherited" : "", said(one.comment), one.definition});
  }
  void foreign_key(const schema::ForeignKey& one) {
    line("  foreign key", one.name,
         {"(" + joined(one.columns) + ") to " + one.referenced.to_text() + "(" +
              joined(one.referenced_columns) + ")",
          one.is_named ? "" : "unnamed", with("on update", one.on_update),
          with("on delete", one.on_delete), when(one.deferral), one.is_validated ? "" : "not valid",
          listed(one.options), said(one.comment), one.definition});
  }
  void index(const schema::Index& one) {
    Parts parts;
    for (const schema::IndexPart& part : one.parts)
      parts.push_back((part.is_expression ? "=" : "") + part.text +
                      (part.prefix.empty() ? "" : "(" + part.prefix + ")") +
                      (part.is_descending ? " desc" : "") +
                      (part.nulls ? " nulls " + *part.nulls : "") +
                      (part.operator_class ? " class " + *part.operator_class : "") +
                      (part.collation ? " collate " + *part.collation : ""));
    line("  index", one.name,
         {one.is_unique ? "unique" : "", one.method, "(" + joined(parts) + ")",
          one.included.empty() ? "" : "include (" + joined(one.included) + ")",
          with("where", one.predicate), one.is_valid ? "" : "invalid",
          one.is_invisible ? "invisible" : "", listed(one.options), used(one.uses),
          said(one.comment), one.definition});
  }
  void table(const schema::Table& one) {
    line("table", one.name.to_text(),
         {one.is_foreign ? "foreign" : "", one.is_virtual ? "virtual" : "", listed(one.options),
          with("partitioned by", one.partitioned_by),
          one.parents.empty() ? "" : "from [" + joined(one.parents) + "]", one.bound.value_or(""),
          used(one.uses), said(one.comment), one.definition});
    for (const schema::Column& column : one.columns) this->column(column);
    if (one.primary_key) key("  primary key", *one.primary_key);
    for (const schema::Key& unique : one.uniques) key("  unique", unique);
    for (const schema::ForeignKey& foreign : one.foreign_keys) foreign_key(foreign);
    for (const schema::Check& check : one.checks) this->check(check);
    for (const schema::Index& index : one.indexes) this->index(index);
  }
  void view(const schema::View& one) {
    line(one.is_materialized ? "materialized view" : "view", one.name.to_text(),
         {"(" + joined(one.columns) + ")", listed(one.options), used(one.uses), said(one.comment),
          one.definition});
    for (std::size_t i = 0; i < one.column_comments.size(); ++i)
      if (one.column_comments[i]) line("  column", one.columns[i], {said(one.column_comments[i])});
    for (const schema::Index& index : one.indexes) this->index(index);
  }

  std::string text_;
};

}  // namespace ebbtide
