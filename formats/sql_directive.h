#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "changelog/node.h"

namespace ebbtide {

/// A line of an SQL changelog, without its end, and where it begins.
struct SqlLine {
  std::string_view text;
  std::size_t offset = 0;
};

/// Takes a text apart into lines that end with LF, CRLF or CR. Borrows the text, as its lines do.
/// What is behind the last end is a line only if it is not empty.
class SqlLines {
 public:
  explicit SqlLines(std::string_view text) : text_(text) {}

  std::optional<SqlLine> next();
  bool at_end() const { return position_ >= text_.size(); }

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

/// A directive of a line such as `--changeset ann:1`. `rest_of` is what is behind its word, maybe
/// nothing, blanks and all; absent where the line is not this directive. Letters match in any case;
/// blanks may stand behind the dashes. It asks for nothing behind the word: `--rollbacked` has the
/// rest `ed` of `rollback`, and who wants a blank there looks for it. `dashes` is 1 for the
/// misspelt `-changeset`; `may_be_indented` lets blanks stand before it.
struct Directive {
  std::string_view word;
  int dashes = 2;
  bool may_be_indented = true;

  std::optional<std::string_view> rest_of(std::string_view line) const;
};

/// The text behind `comment` or `validCheckSum`: a colon may follow, a blank must. Absent where
/// that is not so.
std::optional<std::string_view> text_behind_word(std::string_view rest);

/// The letters a value of an attribute can have, as a pattern of Liquibase says.
enum class ValueKind {
  word,          ///< \w+
  maybe_word,    ///< \w*
  non_space,     ///< \S*
  some_text,     ///< \S+
  quoted,        ///< "…" or \S*
  dbms,          ///< any letter but a comma, then letters, `!` and commas
  run_with,      ///< \w, `$`, `{` and `}`
  rest_of_line,  ///< everything
  after_blanks   ///< \s*\S+
};

/// The value of the last `name:` in the line that has one of this kind, as Liquibase's greedy
/// patterns find it; `name` comes with its colon.
std::optional<std::string_view> attribute(std::string_view line, std::string_view name,
                                          ValueKind kind);

/// An attribute of a directive, with its colon, and what it is called in the tree.
struct SqlAttribute {
  std::string_view directive;
  std::string_view name;
  ValueKind kind;
};

/// Adds the attributes that the line has to the node.
void add_attributes(Document& document, Node& node, const SqlLine& line,
                    std::span<const SqlAttribute> attributes);

/// Adds a node, without a text or with one that the document keeps.
Node& add_node(Node& parent, std::string_view name, std::size_t offset);
Node& add_node(Document& document, Node& parent, std::string_view name, std::string_view text,
               std::size_t offset);

/// The error for a line that looks like a directive and is not written as one must be.
[[noreturn]] void refuse_directive(const Document& document, const SqlLine& line,
                                   std::string_view form);

/// A text without the quotes around it, double or single, as Liquibase takes them off.
std::string_view without_quotes(std::string_view text);

}  // namespace ebbtide
