#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace ebbtide {

/// An MD5 sum over text that arrives in pieces: the same as of all pieces in one. For checksums and
/// names, as Liquibase has them, not for secrets.
class Md5 {
 public:
  Md5();
  ~Md5();
  Md5(Md5&&) noexcept;
  Md5& operator=(Md5&&) noexcept;

  void add(std::string_view bytes);
  /// The sum as 32 lower-case hex digits; the object is spent afterwards.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The sum of these bytes, as 32 lower-case hex digits.
std::string md5(std::string_view bytes);

}  // namespace ebbtide
