#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// The row of a table beside the history that says who may change the database, for other tools to
/// honour. Like its store it answers in statements; only `exists` looks. The statements are run
/// outside of a transaction, so that others see at once what they do.
class LockRow {
 public:
  virtual ~LockRow() = default;

  /// The table, as statements and messages name it.
  virtual std::string table() const = 0;
  /// Whether the table is there.
  virtual bool exists() = 0;
  /// Makes the table, empty.
  virtual std::string create() const = 0;
  /// What a script fills the new table with.
  virtual std::vector<std::string> init() const = 0;

  /// Finds rows of four columns: number, whether it is taken, since when, by whom. Only the row
  /// with number 1 locks.
  virtual std::string read() const = 0;
  /// Changes one row where it was free, and none else.
  virtual std::string take(std::string_view holder) const = 0;
  /// Says anew who holds the row that `holder` holds.
  virtual std::string name_holder(std::string_view holder, std::string_view anew) const = 0;
  /// Frees the row whoever holds it. Changes no row where there is none.
  virtual std::string free() const = 0;
  /// The same where it is still this holder's.
  virtual std::string free_of(std::string_view holder) const = 0;
  /// Says no where the row says neither yes nor no.
  virtual std::string mend() const = 0;
  /// Makes the row that is taken, where there is none; other rows go.
  virtual std::vector<std::string> make() const = 0;
};

}  // namespace ebbtide
