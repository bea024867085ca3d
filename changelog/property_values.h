#pragma once

#include <string>
#include <string_view>

#include "text/text.h"

namespace ebbtide {

class Properties;
struct Selection;

/// What a database tells of itself, as `${database.…}`. May have to connect to know it, and throws
/// then what connecting throws.
class DatabaseFacts {
 public:
  virtual ~DatabaseFacts() = default;
  /// The value of a name that begins with `database.`, in any case; absent for what it does not
  /// know.
  virtual Text find(std::string_view name) const = 0;
};

/// What each `${name}` stands for on one database: what the database tells of itself, and behind it
/// the properties of a changelog, which know no database. Borrows both, and is passed by value;
/// without a database the changelog's count alone.
class PropertyValues {
 public:
  explicit PropertyValues(const Properties& declared, const DatabaseFacts* facts = nullptr)
      : declared_(&declared), facts_(facts) {}
  explicit PropertyValues(const Properties&&, const DatabaseFacts* = nullptr) = delete;

  const Selection& selection() const;
  /// The value that counts in this file, unexpanded; absent where there is none.
  Text find(std::string_view name, const std::string& file) const;
  /// The text with each `${name}` replaced, also inside the values. Throws Error for a missing
  /// property where that is asked for, for values that name themselves, and for a text that its
  /// properties make too long.
  std::string expand(std::string_view text, const std::string& file) const;

 private:
  /// How much one text has made of its properties, so that a few lines cannot fill the memory.
  struct Work {
    int depth = 0;
    std::size_t replaced = 0;
    std::size_t written = 0;
  };

  std::string expand(std::string_view& rest, const std::string& file, bool inside,
                     Work& work) const;
  std::string value_of(const std::string& expression, const std::string& file, Work& work) const;

  const Properties* declared_;
  const DatabaseFacts* facts_;
};

}  // namespace ebbtide
