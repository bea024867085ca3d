#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "changelog/sql_text.h"

namespace ebbtide {

/// A file beside a text that was read from it. The two differ by what the format of the file asks
/// for: indents and line ends, escapes such as `&lt;` and `\n`, properties, and lines that belong
/// to somebody else, such as comments and directives. Borrows the file's text. How the two are laid
/// side by side, text_place.cpp tells. All sizes and places are bytes.
class WrittenText {
 public:
  using Expand = std::function<std::string(std::string_view)>;

  WrittenText(std::string_view written, Expand expand)
      : written_(written), expand_(std::move(expand)) {}

  /// Where the letter behind the first `size` bytes of the text stands in the file, if the text
  /// stands at `from`; nothing where something else does.
  std::optional<std::size_t> follow(std::string_view text, std::size_t size,
                                    std::size_t from) const;
  /// The same for the first place behind `from` at which the text stands.
  std::optional<std::size_t> find(std::string_view text, std::size_t size, std::size_t from) const;

 private:
  std::optional<std::size_t> follow(std::string_view text, std::size_t size, std::size_t from,
                                    bool rollback_is_text) const;
  std::size_t skippable(std::size_t at, bool rollback_is_text) const;
  /// What an escape or a property stands for, and how long it is.
  std::optional<std::pair<std::string, std::size_t>> decoded(std::size_t at) const;

  std::string_view written_;
  Expand expand_;
};

/// A place in the SQL of a change.
struct SqlSpot {
  std::uint64_t begin = 0;  ///< where the statement begins in the text, carriage returns left out
  std::string_view sent = {};          ///< the statement as the database got it
  std::optional<std::size_t> at = {};  ///< the byte of it that the database named
};

/// The place of a spot in SQL that stands in a changelog; nothing where it cannot be found again.
/// `where` is the change's own, `sql` its SQL as it was read. Reads the changelog again: to be
/// asked for a message, not for each statement.
std::optional<Position> place_in_changelog(const Position& where, std::string_view sql,
                                           const SqlSpot& spot, const Target& target);
/// The same for SQL in a file of its own, which is read again up to there.
std::optional<Position> place_in_file(const SqlFileReference& reference, const SqlSpot& spot,
                                      const Target& target);

}  // namespace ebbtide
