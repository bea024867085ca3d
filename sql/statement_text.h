#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ebbtide {

/// The text of a statement while it is put together from pieces. Pieces of a text that stays, each
/// behind the one before, are not copied; once one is missing, or where they come from a stream,
/// they are.
class StatementText {
 public:
  /// `stays` says that all pieces are parts of one text that lives as long as this.
  explicit StatementText(bool stays) : stays_(stays), is_copied_(!stays) {}

  void add(std::string_view piece) {
    if (!is_copied_ && view_.empty()) {
      view_ = piece;
    } else if (!is_copied_ && view_.data() + view_.size() == piece.data()) {
      view_ = {view_.data(), view_.size() + piece.size()};
    } else {
      add_copy(piece);
    }
  }
  /// Leaves out the first letters.
  void drop_front(std::size_t size);
  void drop_back(std::size_t size);
  void clear();

  /// Valid until something is added.
  std::string_view view() const { return is_copied_ ? std::string_view(copy_) : view_; }
  std::size_t size() const { return view().size(); }
  bool empty() const { return view().empty(); }
  /// Whether the view is a part of the text.
  bool is_part_of_text() const { return !is_copied_; }

 private:
  void add_copy(std::string_view piece);

  bool stays_;
  bool is_copied_;
  std::string_view view_;
  std::string copy_;
};

}  // namespace ebbtide
