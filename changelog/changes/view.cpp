// Views and procedures are given as SQL that stands in the changelog or in a file, and are made by
// it: a view by its query, unless that is a whole CREATE VIEW (fullDefinition), a procedure by a
// text that is its CREATE already. TextSource is what both have in common, also for the checksum,
// of which the SQL is a part of its own from version 9 on (checksum.cpp).
//
// The text is never split: a `;` in the body of a procedure is no end, only the one at its very end
// goes. To make a procedure in another schema than the default one, its name is written with the
// schema (`create procedure s.p()`), or the schema is set around the statement, by what the user
// has chosen.
#include "changelog/changes/view.h"

#include <sstream>

#include "changelog/changes/families.h"
#include "changelog/checksum.h"
#include "changelog/files.h"
#include "changelog/properties.h"
#include "changelog/sql_text.h"
#include "changelog/text_place.h"
#include "database/dialect.h"
#include "database/literals.h"
#include "sql/edit.h"
#include "sql/splitter.h"
#include "text/ascii.h"
#include "text/md5.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr auto create_view_fields = with_place({
    field<&CreateView::encoding>("encoding", "Encoding of the file", Trait::unsummed_in_v9),
    field<&CreateView::full_definition>("fullDefinition",
                                        "Whether the text is the whole CREATE VIEW statement"),
    field<&CreateView::path>("path", "File with the view's query", Trait::unsummed_in_v9),
    field<&CreateView::relative>("relativeToChangelogFile",
                                 "Whether the path is relative to the changelog",
                                 Trait::unsummed_in_v9),
    field<&CreateView::remarks>("remarks", "Comment on the view"),
    field<&CreateView::replace>("replaceIfExists", "Whether a view that exists is replaced"),
    field<&CreateView::query>("selectQuery", "The view's query",
                              Trait::body | Trait::unsummed_in_v9),
    field<&CreateView::name>("viewName", "Name of the view", Trait::required),
});

constexpr auto drop_view_fields = with_place({
    field<&DropView::if_exists>("ifExists", "Whether a view that does not exist is no error"),
    field<&DropView::name>("viewName", "Name of the view", Trait::required),
});

constexpr auto rename_view_fields = with_place({
    field<&RenameView::new_name>("newViewName", "New name for the view", Trait::required),
    field<&RenameView::old_name>("oldViewName", "Name of the existing view", Trait::required),
});

constexpr auto create_procedure_fields = with_place({
    field<&CreateProcedure::comments>("comments", "Note to the reader; not run",
                                      Trait::unsummed_in_v9),
    field<&CreateProcedure::target_dbms>("dbms", "Databases the procedure is for, as a list",
                                         Trait::unsummed_in_v9),
    field<&CreateProcedure::encoding>("encoding", "Encoding of the file", Trait::unsummed_in_v9),
    field<&CreateProcedure::path>("path", "File with the procedure's text", Trait::unsummed_in_v9),
    field<&CreateProcedure::name>("procedureName", "Name of the procedure"),
    field<&CreateProcedure::body>("procedureText", "The SQL that creates the procedure",
                                  Trait::body | Trait::unsummed_in_v9)
        .also("procedureBody")
        .named_in_v8("procedureBody"),
    field<&CreateProcedure::relative>("relativeToChangelogFile",
                                      "Whether the path is relative to the changelog",
                                      Trait::unsummed_in_v9),
    field<&CreateProcedure::replace>("replaceIfExists",
                                     "Whether a procedure that exists is replaced"),
});

constexpr auto drop_procedure_fields = with_place({
    field<&DropProcedure::name>("procedureName", "Name of the procedure", Trait::required),
});

/// A text that stands in the changelog or in the file of a path, with properties replaced.
struct TextSource {
  const Text& text;
  const Text& path;
  const Text& encoding;
  std::optional<bool> relative;
  const Position& where;

  std::string read(const Files& files, const PropertyValues& properties) const {
    if (!path) return std::string(trim(text.or_empty()));
    const SqlFileReference reference{*path, relative.value_or(false), encoding.or_empty(), where};
    return properties.expand(read_sql_file(reference, files), where.file);
  }

  std::vector<std::string> problems(std::string_view change, const Files& files) const {
    const bool has_text = !trim(text.or_empty()).empty();
    const bool has_path = !trim(path.or_empty()).empty();
    const std::string name(change);
    if (has_text && has_path)
      return {"Cannot specify both 'path' and a nested definition in " + name};
    if (!has_text && !has_path) return {name + " needs either 'path' or a nested definition"};
    if (!has_path) return {};
    const std::string file =
        SqlFileReference{*path, relative.value_or(false), "", where}.resolved();
    return files.exists(file) ? std::vector<std::string>{}
                              : std::vector<std::string>{files.not_found(file)};
  }

  std::vector<Problem> text_problems(const Target& target) const {
    const SplitOptions whole{.delimiter = {}, .split = false};
    if (!path) {
      const auto open = [&] { return std::make_unique<std::istringstream>(text.value_or("")); };
      return problems_of_sql(open, whole, target.facts().syntax, [&](const SqlSpot& spot) {
        return place_in_changelog(where, text.or_empty(), spot, target);
      });
    }
    const SqlFileReference reference{*path, relative.value_or(false), encoding.or_empty(), where};
    if (!target.files.exists(reference.resolved())) return {};
    if (auto damage = find_damage(reference, target.files)) return {std::move(*damage)};
    const auto open = [&] { return open_sql_file(reference, target.files, target.properties); };
    return problems_of_sql(open, whole, target.facts().syntax, [&](const SqlSpot& spot) {
      return place_in_file(reference, spot, target);
    });
  }

  /// As Liquibase does: for the sum, the file is read in the encoding for all files.
  std::string file_to_hash(const Hashing& hashing) const {
    const SqlFileReference reference{*path, relative.value_or(false), "", where};
    return hashing.properties.expand(read_sql_file(reference, hashing.files), where.file);
  }

  /// The SQL as it takes part in the sum; absent where version 8 has it among the fields.
  std::optional<HashedText> sql_to_hash(const Hashing& hashing) const {
    if (hashing.version >= 9) {
      const std::string sql = path ? file_to_hash(hashing) : text.value_or("");
      return HashedText{"its SQL without blanks and line ends", ebbtide::sql_to_hash(sql)};
    }
    if (!path) return std::nullopt;
    const SqlFileReference reference{*path, relative.value_or(false), encoding.or_empty(), where};
    return HashedText{"the options and the SQL of '" + reference.resolved() + "'",
                      sql_to_hash_v8(read_sql_file(reference, hashing.files), {";", false, false})};
  }

  /// The sum over the fields together with the sum over the text.
  std::vector<HashedText> hashed_texts(const Change& change, const Hashing& hashing) const {
    std::vector<HashedText> texts{{"its fields", describe_for_checksum(change, hashing.version)}};
    const Encodings& encodings = hashing.files.encodings();
    if (auto sql = sql_to_hash(hashing)) {
      const std::string both = pair_to_hash(
          hashing.version, hash_text(texts.front().text, encodings.output),
          md5(from_utf8(sql->text, hashing.version >= 9 ? encodings.input : encodings.output)));
      texts.push_back(std::move(*sql));
      texts.push_back({"the MD5 of both", both});
    }
    return texts;
  }

  std::string checksum(const Change& change, const Hashing& hashing) const {
    return hash_text(hashed_texts(change, hashing).back().text, hashing.files.encodings().output);
  }
};

TextSource source_of(const CreateView& change) {
  return {change.query, change.path, change.encoding, change.relative, change.where};
}
TextSource source_of(const CreateProcedure& change) {
  return {change.body, change.path, change.encoding, change.relative, change.where};
}

}  // namespace

const ChangeType CreateView::kind{"createView", "Creates a view", create_view_fields,
                                  create<CreateView>,
                                  "<createView viewName='long_book' replaceIfExists='true'>"
                                  "SELECT id, title FROM book WHERE pages &gt; 500</createView>"};

void CreateView::emit(const Target& target, const Emit& emit) const {
  const Names& names = target.names;
  const std::string query_sql = source_of(*this).read(target.files, target.properties);
  std::string sql = full_definition.value_or(false)
                        ? query_sql
                        : "CREATE VIEW " + names.object(named(name)) + " AS " + query_sql;
  if (replace.value_or(false)) {
    // As Liquibase does: views are dropped first only where that is undone when the rest fails.
    const bool drops =
        names.defaults().style.drops_views_first && target.facts().has(Feature::transactional_ddl);
    if (target.facts().has(Feature::create_or_replace_view) && !drops) {
      sql = sql::with_or_replace(std::move(sql), target.facts().syntax);
    } else {
      emit_sql(emit, "DROP VIEW IF EXISTS " + names.object(named(name)));
    }
  }
  emit_sql(emit, std::move(sql));
  if (trim(remarks.or_empty()).empty() || !target.facts().has(Feature::view_remarks)) return;
  emit_sql(emit, "COMMENT ON VIEW " + names.object(named(name)) + " IS " +
                     text_literal(trim(*remarks), target.facts()));
}

std::optional<Changes> CreateView::inverse() const {
  DropView drop;
  drop.place_like(*this);
  drop.name = name;
  return only(std::move(drop));
}

std::vector<std::string> CreateView::problems(const Target& target) const {
  return source_of(*this).problems("createView", target.files);
}

std::vector<Problem> CreateView::text_problems(const Target& target) const {
  return source_of(*this).text_problems(target);
}

std::string CreateView::checksum(const Hashing& hashing) const {
  return source_of(*this).checksum(*this, hashing);
}

std::vector<HashedText> CreateView::hashed_texts(const Hashing& hashing) const {
  return source_of(*this).hashed_texts(*this, hashing);
}

const ChangeType DropView::kind{"dropView", "Drops a view", drop_view_fields, create<DropView>,
                                "<dropView viewName='long_book'/>"};

void DropView::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, std::string("DROP VIEW ") + (if_exists.value_or(false) ? "IF EXISTS " : "") +
                     target.names.object(named(name)));
}

const ChangeType RenameView::kind{"renameView", "Renames a view", rename_view_fields,
                                  create<RenameView>,
                                  "<renameView oldViewName='long_book' "
                                  "newViewName='thick_book'/>"};

void RenameView::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, target.dialect().rename_view(named(old_name), named(new_name), target.site()));
}

std::optional<Changes> RenameView::inverse() const {
  RenameView back = *this;
  std::swap(back.old_name, back.new_name);
  return only(std::move(back));
}

const ChangeType CreateProcedure::kind{
    "createProcedure", "Creates a stored procedure from SQL", create_procedure_fields,
    create<CreateProcedure>,
    "<createProcedure procedureName='tidy' dbms='postgresql'>"
    "CREATE PROCEDURE tidy() LANGUAGE sql AS &apos;DELETE FROM due&apos;</createProcedure>"};

void CreateProcedure::emit(const Target& target, const Emit& emit) const {
  const Defaults& defaults = target.names.defaults();
  std::string sql = source_of(*this).read(target.files, target.properties);
  Text place = schema;
  if (!place && defaults.style.default_schema_in_procedures)
    place = defaults.schema.empty() ? defaults.catalog : defaults.schema;
  Dialect::SchemaSwitch around;
  if (defaults.style.schema_in_procedures) {
    if (place)
      sql = sql::with_procedure_in(std::move(sql), target.names.schema(*place),
                                   target.facts().syntax);
  } else if (schema) {
    around = target.dialect().switch_schema(*schema, target.names);
  }
  for (std::string& enter : around.enter) emit_sql(emit, std::move(enter));
  if (replace.value_or(false))
    emit_sql(emit, "DROP PROCEDURE IF EXISTS " + target.names.quote(name.or_empty()));
  const std::string_view trimmed = trim_end(sql);
  if (trimmed.ends_with(';')) sql = trimmed.substr(0, trimmed.size() - 1);
  emit(SqlStep{{std::move(sql)}, ";"});
  for (std::string& leave : around.leave) emit_sql(emit, std::move(leave));
}

std::vector<std::string> CreateProcedure::problems(const Target& target) const {
  if (replace.value_or(false) && !name)
    return {"procedureName is required if replaceIfExists = true"};
  return source_of(*this).problems("createProcedure", target.files);
}

std::vector<Problem> CreateProcedure::text_problems(const Target& target) const {
  return source_of(*this).text_problems(target);
}

std::string CreateProcedure::checksum(const Hashing& hashing) const {
  return source_of(*this).checksum(*this, hashing);
}

std::vector<HashedText> CreateProcedure::hashed_texts(const Hashing& hashing) const {
  return source_of(*this).hashed_texts(*this, hashing);
}

const ChangeType DropProcedure::kind{"dropProcedure", "Drops a stored procedure",
                                     drop_procedure_fields, create<DropProcedure>,
                                     "<dropProcedure procedureName='tidy'/>"};

void DropProcedure::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, "DROP PROCEDURE " + target.names.object(named(name)));
}

std::span<const ChangeType* const> view_changes() {
  static constexpr const ChangeType* types[] = {&CreateView::kind, &DropView::kind,
                                                &RenameView::kind, &CreateProcedure::kind,
                                                &DropProcedure::kind};
  return types;
}

}  // namespace ebbtide
