#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// A page for people, as wide as their terminal: what is longer than a line goes on in the next
/// one, under where it began. All that is written is text of this program's own tables. Borrows the
/// stream.
class Page {
 public:
  Page(std::ostream& out, std::size_t width) : out_(out), width_(width) {}

  /// Lines of text, filled up; `indent` blanks stand before each. An empty line ends a paragraph.
  void text(std::string_view text, std::size_t indent = 0);
  /// `Usage:`, and what comes behind it.
  void heading(std::string_view title);
  void blank() { out_ << "\n"; }
  /// A name, and what it is, which begins in this column; on a line of its own where the name does
  /// not leave room.
  void entry(std::string_view name, std::string_view what, std::size_t column);
  /// A line as it stands; a longer one is split at blanks, each part but the last with ` \` behind
  /// it, as a shell reads it.
  void command(std::string_view line);
  /// Lines that stand as they are, indented.
  void code(std::string_view lines);
  /// The stream of the page, for one who keeps to its width.
  std::ostream& out() { return out_; }
  std::size_t width() const { return width_; }

 private:
  std::ostream& out_;
  std::size_t width_;
};

/// The text in lines that are no longer than `width`, where its words allow it.
std::vector<std::string> filled(std::string_view text, std::size_t width);

/// How wide a page for this process may be: what the variable COLUMNS says, else the terminal that
/// standard output is, else 80; from 40 to 120.
std::size_t page_width(std::string_view columns);

}  // namespace ebbtide
