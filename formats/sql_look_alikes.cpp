// A misspelt directive is a comment to Liquibase, so `--rolback drop table t` leaves the changeset
// without a rollback and nobody hears of it. The meaning has to stay, for the sake of checksums,
// but there is a warning. The danger is to warn of comments that are fine, so a line must look like
// the directive in all that follows the word: an `author:id` behind `changset`, `name:` behind
// `propety`, a text behind `rolback`. Only `changeset` and `property`, whose shape nobody writes by
// chance, are looked for behind `-- ` with a blank too.
#include "formats/sql_look_alikes.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/ascii.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

std::string_view word_of(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_word);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool begins_with_blank(std::string_view rest) { return !rest.empty() && is_space(rest.front()); }

bool has_text(std::string_view rest) { return begins_with_blank(rest) && !trim(rest).empty(); }

/// `author:id`, not the colon of a sentence.
bool has_identity(std::string_view rest) {
  if (!begins_with_blank(rest)) return false;
  rest = trim(rest);
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == rest.size()) return false;
  return !is_space(rest[colon + 1]) &&
         (rest.starts_with('"') || std::none_of(rest.begin(), rest.begin() + colon, is_space));
}

bool has_name(std::string_view rest) {
  return begins_with_blank(rest) && trim(rest).starts_with("name:");
}

bool has_count(std::string_view rest) { return rest.starts_with(':'); }

/// A directive and what tells it from a comment that begins with a word like it.
struct Spelling {
  std::string_view word;
  bool (*is_followed)(std::string_view rest);
};

constexpr std::array spellings{
    Spelling{"changeset", has_identity}, Spelling{"property", has_name},
    Spelling{"rollback", has_text},      Spelling{"preconditions", has_text},
    Spelling{"validCheckSum", has_text}, Spelling{"ignoreLines", has_count},
};

/// Near, and with the same first letter: a fallback is no rollback.
bool is_near(std::string_view word, std::string_view meant) {
  return !word.empty() && lower(word.front()) == lower(meant.front()) &&
         !equals_ignoring_case(word, meant) && !nearest(word, {meant}).empty();
}

void warn_of_spelling(Document& document, const SqlLine& line, std::string_view word,
                      std::string_view meant) {
  document.warn(line.offset, "'--" + std::string(word) +
                                 "' is no directive, so this line is a comment; did you mean '--" +
                                 std::string(meant) + "'?");
}

/// The names of `name:value` in the text that stand behind a blank and in no quotes.
std::vector<std::string_view> attribute_names(std::string_view text) {
  std::vector<std::string_view> names;
  bool is_quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') is_quoted = !is_quoted;
    if (is_quoted || !is_word(text[at]) || (at > 0 && !is_space(text[at - 1]))) continue;
    const std::string_view name = word_of(text.substr(at));
    if (text.substr(at + name.size()).starts_with(':')) names.push_back(name);
  }
  return names;
}

}  // namespace

void warn_of_look_alike(Document& document, const SqlLine& line) {
  const std::string_view text = trim(line.text);
  if (!text.starts_with("--")) return;
  const std::string_view behind_dashes = text.substr(2);
  const std::string_view word = word_of(trim(behind_dashes));
  const bool is_close = behind_dashes.starts_with(word);
  const std::string_view rest = trim(behind_dashes).substr(word.size());
  for (const Spelling& one : spellings) {
    const bool may_be_apart = one.word == "changeset" || one.word == "property";
    if (!(is_close || may_be_apart) || !is_near(word, one.word) || !one.is_followed(rest)) continue;
    return warn_of_spelling(document, line, word, one.word);
  }
}

void warn_of_misspelt_header(Document& document, const SqlLine& line) {
  const std::string_view text = trim(line.text);
  if (!text.starts_with("--")) return;
  const std::string_view words = trim(text.substr(2));
  const std::string_view first = word_of(words);
  const std::string_view second = word_of(trim(words.substr(first.size())));
  const auto is_meant = [](std::string_view word, std::string_view meant) {
    return equals_ignoring_case(word, meant) || is_near(word, meant);
  };
  if (!is_meant(first, "liquibase") || !is_meant(second, "formatted")) return;
  document.warn(line.offset,
                "this is not the header '--liquibase formatted sql', so the whole file is one "
                "changeset of plain SQL; did you mean '--liquibase formatted sql'?");
}

void warn_of_misspelt_attributes(Document& document, const SqlLine& line, std::string_view text,
                                 std::span<const std::string_view> known) {
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  for (const std::string_view name : attribute_names(text)) {
    const bool is_known = std::any_of(known.begin(), known.end(), [&](std::string_view one) {
      return equals_ignoring_case(one, name);
    });
    const std::string_view meant = is_known ? "" : nearest(name, candidates);
    if (meant.empty()) continue;
    document.warn(line.offset + static_cast<std::size_t>(name.data() - line.text.data()),
                  "unknown attribute '" + std::string(name) +
                      "', which is left out; did you mean '" + std::string(meant) + "'?");
  }
}

}  // namespace ebbtide
