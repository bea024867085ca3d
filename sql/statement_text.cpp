#include "sql/statement_text.h"

namespace ebbtide {

void StatementText::add_copy(std::string_view piece) {
  if (!is_copied_) {
    copy_ = view_;
    is_copied_ = true;
  }
  copy_ += piece;
}

void StatementText::drop_front(std::size_t size) {
  if (is_copied_) {
    copy_.erase(0, size);
  } else {
    view_.remove_prefix(size);
  }
}

void StatementText::drop_back(std::size_t size) {
  if (is_copied_) {
    copy_.resize(copy_.size() - size);
  } else {
    view_.remove_suffix(size);
  }
}

void StatementText::clear() {
  is_copied_ = !stays_;
  view_ = {};
  copy_.clear();
}

}  // namespace ebbtide
