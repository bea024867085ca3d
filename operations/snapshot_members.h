#pragma once

#include <type_traits>

#include "schema/model.h"

namespace ebbtide {

/// What of each object goes into a snapshot, said once for writing and reading: `members` names all
/// that the model knows of one, and an archive takes or fills it. A member that is as it usually is
/// is left out of the file. An archive A says whether it `writes`, and has for each kind of member
///   at(name, value)              texts, texts that may be absent, names, lists, other objects
///   at.flag(name, value, usual)  yes or no
///   at.kind(name, value, usual)  what kind of object it is
///   at.informs(name, value)      how much a difference in it weighs

template <class A, class Object>
using As = std::conditional_t<A::writes, const Object&, Object&>;

template <class A>
void members(A& at, As<A, schema::Option> one) {
  at("name", one.name);
  at("value", one.value);
  at.informs("informs", one.weight);
}

template <class A>
void members(A& at, As<A, schema::Name> one) {
  at("schema", one.place);
  at("name", one.name);
}

template <class A>
void members(A& at, As<A, schema::Numbering> one) {
  at.numbering("kind", one.kind);
  at("type", one.type);
  at("start", one.start);
  at("increment", one.increment);
  at("minimum", one.minimum);
  at("maximum", one.maximum);
  at("cache", one.cache);
  at.flag("cycles", one.cycles, false);
  at("sequence", one.sequence);
}

template <class A>
void members(A& at, As<A, schema::Column> one) {
  at("name", one.name);
  at("type", one.type);
  at.flag("nullable", one.nullable, true);
  at("default", one.by_default);
  at("generated", one.generated);
  at.flag("stored", one.is_stored, true);
  at("numbering", one.numbering);
  at("collation", one.collation);
  at("charset", one.charset);
  at("onUpdate", one.on_update);
  at.flag("invisible", one.is_invisible, false);
  at.flag("inherited", one.is_inherited, false);
  at("comment", one.comment);
  at("options", one.options);
  at("definition", one.definition);
  at("uses", one.uses);
}

template <class A>
void members(A& at, As<A, schema::Key> one) {
  at("name", one.name);
  at.flag("named", one.is_named, true);
  at("columns", one.columns);
  at.flag("deferrable", one.deferral.is_deferrable, false);
  at.flag("deferred", one.deferral.is_deferred, false);
  at("comment", one.comment);
  at("options", one.options);
  at("definition", one.definition);
  at.flag("inline", one.is_inline, false);
}

template <class A>
void members(A& at, As<A, schema::ForeignKey> one) {
  at("name", one.name);
  at.flag("named", one.is_named, true);
  at("columns", one.columns);
  at("referenced", one.referenced);
  at("referencedColumns", one.referenced_columns);
  at("onUpdate", one.on_update);
  at("onDelete", one.on_delete);
  at.flag("deferrable", one.deferral.is_deferrable, false);
  at.flag("deferred", one.deferral.is_deferred, false);
  at.flag("validated", one.is_validated, true);
  at("comment", one.comment);
  at("options", one.options);
  at("definition", one.definition);
  at.flag("inline", one.is_inline, false);
}

template <class A>
void members(A& at, As<A, schema::Check> one) {
  at.kind("kind", one.kind, schema::Kind::check);
  at("name", one.name);
  at.flag("named", one.is_named, true);
  at.flag("validated", one.is_validated, true);
  at.flag("inherited", one.is_inherited, false);
  at("comment", one.comment);
  at("definition", one.definition);
  at.flag("inline", one.is_inline, false);
}

template <class A>
void members(A& at, As<A, schema::IndexPart> one) {
  at("text", one.text);
  at.flag("expression", one.is_expression, false);
  at.flag("descending", one.is_descending, false);
  at("nulls", one.nulls);
  at("operatorClass", one.operator_class);
  at("collation", one.collation);
  at("prefix", one.prefix);
}

template <class A>
void members(A& at, As<A, schema::Index> one) {
  at("name", one.name);
  at.flag("unique", one.is_unique, false);
  at("method", one.method);
  at("parts", one.parts);
  at("included", one.included);
  at("predicate", one.predicate);
  at.flag("valid", one.is_valid, true);
  at.flag("invisible", one.is_invisible, false);
  at("comment", one.comment);
  at("options", one.options);
  at("definition", one.definition);
  at("uses", one.uses);
}

template <class A>
void members(A& at, As<A, schema::Table> one) {
  at("id", one.name);
  at("columns", one.columns);
  at("primaryKey", one.primary_key);
  at("uniques", one.uniques);
  at("foreignKeys", one.foreign_keys);
  at("checks", one.checks);
  at("indexes", one.indexes);
  at("options", one.options);
  at("partitionedBy", one.partitioned_by);
  at("parents", one.parents);
  at("bound", one.bound);
  at.flag("foreign", one.is_foreign, false);
  at.flag("virtual", one.is_virtual, false);
  at("comment", one.comment);
  at("definition", one.definition);
  at("uses", one.uses);
}

template <class A>
void members(A& at, As<A, schema::View> one) {
  at("id", one.name);
  at.flag("materialized", one.is_materialized, false);
  at("columns", one.columns);
  at("query", one.query);
  at("options", one.options);
  at("indexes", one.indexes);
  at("comment", one.comment);
  at("definition", one.definition);
  at("uses", one.uses);
  at("columnComments", one.column_comments);
}

template <class A>
void members(A& at, As<A, schema::Sequence> one) {
  at("id", one.name);
  at("type", one.type);
  at("start", one.start);
  at("increment", one.increment);
  at("minimum", one.minimum);
  at("maximum", one.maximum);
  at("cache", one.cache);
  at.flag("cycles", one.cycles, false);
  at("ownedBy", one.owned_by);
  at("comment", one.comment);
  at("definition", one.definition);
}

template <class A>
void members(A& at, As<A, schema::Type> one) {
  at.kind("kind", one.kind, schema::Kind::type);
  at("id", one.name);
  at("sort", one.sort);
  at("labels", one.labels);
  at("base", one.base);
  at.flag("nullable", one.nullable, true);
  at("default", one.by_default);
  at("collation", one.collation);
  at("checks", one.checks);
  at("columns", one.columns);
  at("options", one.options);
  at("comment", one.comment);
  at("definition", one.definition);
  at("uses", one.uses);
}

template <class A>
void members(A& at, As<A, schema::Routine> one) {
  at.kind("kind", one.kind, schema::Kind::function);
  at("id", one.name);
  at("arguments", one.arguments);
  at("comment", one.comment);
  at("options", one.options);
  at("definition", one.definition);
  at("uses", one.uses);
}

template <class A>
void members(A& at, As<A, schema::Program> one) {
  at.kind("kind", one.kind, schema::Kind::trigger);
  at("id", one.name);
  at("table", one.table);
  at("state", one.state);
  at("comment", one.comment);
  at("options", one.options);
  at("definition", one.definition);
  at("uses", one.uses);
}

template <class A>
void members(A& at, As<A, schema::Extension> one) {
  at("name", one.name);
  at("version", one.version);
  at("schema", one.place);
  at("comment", one.comment);
}

template <class A>
void members(A& at, As<A, schema::Grant> one) {
  at.kind("on", one.on, schema::Kind::table);
  at("object", one.object);
  at("part", one.part);
  at("rights", one.rights);
}

template <class A>
void members(A& at, As<A, schema::Untold> one) {
  at("sort", one.sort);
  at("id", one.name);
}

template <class A>
void members(A& at, As<A, schema::Namespace> one) {
  at("name", one.name);
  at("comment", one.comment);
}

template <class A>
void members(A& at, As<A, schema::Origin> one) {
  at("product", one.product);
  at("version", one.version);
  at("shortName", one.short_name);
  at("catalog", one.catalog);
  at("defaultSchema", one.default_schema);
  at("user", one.user);
  at("url", one.url);
  at("usualOptions", one.usual_options);
}

template <class A>
void members(A& at, As<A, schema::Schema> one) {
  at("origin", one.origin);
  at("schemas", one.schemas);
  at("extensions", one.extensions);
  at("types", one.types);
  at("sequences", one.sequences);
  at("tables", one.tables);
  at("views", one.views);
  at("routines", one.routines);
  at("programs", one.programs);
  at("grants", one.grants);
  at("untold", one.untold);
}

}  // namespace ebbtide
