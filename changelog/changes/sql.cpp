// SQL that somebody has written passes through as it stands: split into statements by the lexer of
// the database, and not understood. Each statement carries where it begins in its text, from which
// the place of a failure is found again (text_place.h). There is no inverse.
//
// The checksum is made of the text alone, so splitStatements or a delimiter may be corrected later
// without an error. The properties of a file are replaced when it runs, but not for its sum: as in
// Liquibase since 4.26, which before had replaced them for both. A file that is not there has the
// sum of an empty one; whether it is there is asked elsewhere.
#include "changelog/changes/sql.h"

#include <sstream>

#include "changelog/changes/families.h"
#include "changelog/files.h"
#include "changelog/properties.h"
#include "changelog/sql_text.h"
#include "changelog/text_place.h"
#include "database/facts.h"
#include "sql/closed.h"
#include "sql/splitter.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// As Liquibase does: SQL of blanks only is no SQL.
void read_sql(Record& record, std::string_view text) {
  if (const std::string_view sql = trim(text); !sql.empty()) static_cast<RawSql&>(record).sql = sql;
}

constexpr Field sql_fields[] = {
    field<&RawSql::comment>("comment", "Note to the reader; not run"),
    field<&RawSql::target_dbms>("dbms",
                                "Databases the SQL is for, as a list; !name leaves one out"),
    field<&RawSql::delimiter>("endDelimiter", "What ends a statement, instead of ;"),
    field<&RawSql::split>("splitStatements", "Whether the text is taken apart into statements"),
    field<&RawSql::sql>("sql", "The SQL to run", Trait::body).read_by(read_sql),
    field<&RawSql::strip_comments>("stripComments",
                                   "Whether comments are taken out before it runs"),
};

constexpr Field sql_file_fields[] = {
    field<&SqlFile::comment>("comment", "Note to the reader; not run"),
    field<&SqlFile::target_dbms>("dbms",
                                 "Databases the file is for, as a list; !name leaves one out"),
    field<&SqlFile::encoding>("encoding", "Encoding of the file; UTF-8 by default"),
    field<&SqlFile::delimiter>("endDelimiter", "What ends a statement, instead of ;"),
    field<&SqlFile::path>("path", "The file to run", Trait::required),
    field<&SqlFile::relative>("relativeToChangelogFile",
                              "Whether the path is relative to the changelog"),
    field<&SqlFile::split>("splitStatements", "Whether the text is taken apart into statements"),
    field<&SqlFile::strip_comments>("stripComments",
                                    "Whether comments are taken out before it runs"),
};

/// Whether the path is there is asked elsewhere; a change without one must not end the program.
SqlFileReference reference_of(const SqlFile& change) {
  return {change.path.or_empty(), change.relative.value_or(false), change.encoding.or_empty(),
          change.where};
}

void emit_split(std::istream& input, const SplitOptions& options, const Target& target,
                const Emit& emit) {
  SqlSplitter splitter(input, target.facts().syntax, options);
  while (auto statement = splitter.next())
    emit(SqlStep{{std::move(*statement)}, options.delimiter, {}, splitter.begin()});
}

}  // namespace

const ChangeType RawSql::kind{"sql", "Runs SQL that stands in the changelog", sql_fields,
                              create<RawSql>, "<sql>UPDATE book SET title = trim(title);</sql>"};

void RawSql::emit(const Target& target, const Emit& emit) const {
  std::istringstream input(sql.value_or(""));
  emit_split(input, {delimiter, split, strip_comments}, target, emit);
}

std::vector<std::string> RawSql::problems(const Target&) const {
  return sql ? std::vector<std::string>{} : std::vector<std::string>{"'sql' is required"};
}

std::vector<Problem> RawSql::text_problems(const Target& target) const {
  if (!delimiter && is_plainly_whole(sql.or_empty())) return {};
  const auto open = [&] { return std::make_unique<std::istringstream>(sql.value_or("")); };
  return problems_of_sql(open, {delimiter, split, strip_comments}, target.facts().syntax,
                         [&](const SqlSpot& spot) { return place_of(spot, target); });
}

std::optional<Position> RawSql::place_of(const SqlSpot& spot, const Target& target) const {
  return place_in_changelog(where, sql.or_empty(), spot, target);
}

std::string RawSql::checksum(const Hashing& hashing) const {
  const Encodings& encodings = hashing.files.encodings();
  return hashing.version >= 9
             ? hash_sql(sql.or_empty(), encodings.input)
             : hash_sql_v8(sql.or_empty(), {delimiter, split, strip_comments}, encodings.output);
}

namespace {

HashedText hashed_sql(std::string_view sql, const SqlOptions& options, int version) {
  return version >= 9 ? HashedText{"its SQL without blanks and line ends", sql_to_hash(sql)}
                      : HashedText{"its options and its SQL", sql_to_hash_v8(sql, options)};
}

}  // namespace

std::vector<HashedText> RawSql::hashed_texts(const Hashing& hashing) const {
  return {hashed_sql(sql.or_empty(), {delimiter, split, strip_comments}, hashing.version)};
}

std::vector<HashedText> SqlFile::hashed_texts(const Hashing& hashing) const {
  const SqlFileReference reference = reference_of(*this);
  const bool exists = hashing.files.exists(reference.resolved());
  const std::string text = exists ? read_sql_file(reference, hashing.files) : "";
  const int version = exists ? hashing.version : newest_checksum_version;
  return {hashed_sql(hashing.expands_sql_files ? hashing.properties.expand(text, where.file) : text,
                     {delimiter, split, strip_comments}, version)};
}

const ChangeType SqlFile::kind{"sqlFile", "Runs the SQL of a file", sql_file_fields,
                               create<SqlFile>,
                               "<sqlFile path='fill.sql' relativeToChangelogFile='true' "
                               "splitStatements='true' endDelimiter=';'/>"};

void SqlFile::emit(const Target& target, const Emit& emit) const {
  const auto input = open_sql_file(reference_of(*this), target.files, target.properties);
  emit_split(*input, {delimiter, split, strip_comments}, target, emit);
}

std::vector<std::string> SqlFile::problems(const Target& target) const {
  if (trim(path.or_empty()).empty()) return {"'path' is required"};
  const std::string file = reference_of(*this).resolved();
  if (target.files.exists(file)) return {};
  return {target.files.not_found(file)};
}

std::vector<Problem> SqlFile::text_problems(const Target& target) const {
  const SqlFileReference reference = reference_of(*this);
  if (!target.files.exists(reference.resolved())) return {};
  if (auto damage = find_damage(reference, target.files)) return {std::move(*damage)};
  const auto open = [&] { return open_sql_file(reference, target.files, target.properties); };
  return problems_of_sql(open, {delimiter, split, strip_comments}, target.facts().syntax,
                         [&](const SqlSpot& spot) { return place_of(spot, target); });
}

std::optional<Position> SqlFile::place_of(const SqlSpot& spot, const Target& target) const {
  return place_in_file(reference_of(*this), spot, target);
}

std::string SqlFile::checksum(const Hashing& hashing) const {
  const SqlFileReference reference = reference_of(*this);
  const Encodings& encodings = hashing.files.encodings();
  if (!hashing.files.exists(reference.resolved())) return hash_sql("", {});
  if (hashing.expands_sql_files)
    return hash_sql(*open_sql_file(reference, hashing.files, hashing.properties), encodings.input);
  if (hashing.version >= 9)
    return hash_sql(*open_sql_file(reference, hashing.files), encodings.input);
  return hash_sql_v8(read_sql_file(reference, hashing.files), {delimiter, split, strip_comments},
                     encodings.output);
}

std::span<const ChangeType* const> sql_changes() {
  static constexpr const ChangeType* types[] = {&RawSql::kind, &SqlFile::kind};
  return types;
}

}  // namespace ebbtide
