// The pieces of a changelog, all of them in SQL, gathered by the object that they belong to: keys,
// indexes and triggers stand with their table or view, routines of one name in one file.
#include "generate/sql_files.h"

#include <algorithm>
#include <array>
#include <map>

#include "changelog/changes/sql.h"
#include "database/definitions.h"
#include "database/facts.h"
#include "generate/make.h"
#include "sql/edit.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Kind;

constexpr auto folders = std::to_array<std::pair<Kind, std::string_view>>({
    {Kind::schema, "schemas"},
    {Kind::extension, "extensions"},
    {Kind::type, "types"},
    {Kind::domain, "domains"},
    {Kind::sequence, "sequences"},
    {Kind::table, "tables"},
    {Kind::view, "views"},
    {Kind::materialized_view, "materialized-views"},
    {Kind::function, "functions"},
    {Kind::procedure, "procedures"},
    {Kind::aggregate, "aggregates"},
    {Kind::event, "events"},
    {Kind::statistics, "statistics"},
});

/// What belongs to a table or view has no folder of its own.
std::string_view folder_of(const Piece& piece, const schema::Schema& schema) {
  const bool is_part = !piece.part.empty();
  if (is_part && schema.table(piece.object) != nullptr) return "tables";
  const schema::View* const view = is_part ? schema.view(piece.object) : nullptr;
  const Kind kind = view == nullptr         ? piece.kind
                    : view->is_materialized ? Kind::materialized_view
                                            : Kind::view;
  const auto* const found = std::find_if(folders.begin(), folders.end(),
                                         [&](const auto& one) { return one.first == kind; });
  return found == folders.end() ? "tables" : found->second;
}

/// A name as a part of a file's: what a file system or a shell takes for something else is said by
/// its number.
std::string file_part(std::string_view name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string part;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = is_word(c) || c == '-' || c == '$' || byte >= 0x80;
    if (is_plain) {
      part += c;
    } else {
      part += '%';
      part += digits[byte >> 4];
      part += digits[byte & 15];
    }
  }
  return part;
}

}  // namespace

std::vector<std::string> sql_folders() {
  std::vector<std::string> all;
  for (const auto& [kind, name] : folders) all.emplace_back(name);
  return all;
}

std::vector<ObjectFile> sql_files_of(const schema::Schema& schema, const Names& names) {
  const auto definitions = definitions_for(names);
  GenerateOptions options;
  options.is_all_sql = true;
  const Spelling spelling(*definitions, options);
  Pieces pieces = Maker(spelling, {}).everything(schema);
  put_in_order(pieces);
  std::map<std::string, std::string> texts;
  for (const Piece& piece : pieces) {
    const std::string& place = piece.object.place;
    const bool is_elsewhere = !place.empty() && !definitions->is_default_place(place);
    std::string& text =
        texts[std::string(folder_of(piece, schema)) + "/" +
              (is_elsewhere ? file_part(place) + "." : "") + file_part(piece.object.name) + ".sql"];
    for (const auto& change : piece.changes)
      text +=
          (text.empty() ? "" : "\n") +
          sql::for_client(static_cast<const RawSql&>(*change).sql.or_empty(), names.facts().syntax);
  }
  std::vector<ObjectFile> files;
  for (auto& [name, text] : texts) files.push_back({name, std::move(text)});
  return files;
}

}  // namespace ebbtide
