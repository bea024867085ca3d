#include "database/postgresql/session_lock.h"

#include <cstdint>

namespace ebbtide {
namespace {

/// FNV-1a: a lock is a number to PostgreSQL.
std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

}  // namespace

std::string lock_key(std::string_view name) {
  constexpr int ours = 0x45626274;
  const std::uint64_t hash = hash_of(name);
  return std::to_string(ours) + ", " +
         std::to_string(static_cast<std::int32_t>(static_cast<std::uint32_t>(hash ^ (hash >> 32))));
}

std::string first_version_lock_key(std::string_view name) {
  return std::to_string(static_cast<std::int64_t>(hash_of(name)));
}

}  // namespace ebbtide
