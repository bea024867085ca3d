#include "changelog/change.h"

#include "changelog/checksum.h"
#include "changelog/files.h"
#include "database/catalog.h"

namespace ebbtide {

std::optional<schema::Table> Target::live_table(ObjectName name) const {
  name.quoting = names.quoting();
  return catalog.table(name);
}

Hashing Target::hashing() const { return {newest_checksum_version, files, properties}; }

std::string Change::checksum(const Hashing& hashing) const {
  return hash_text(describe_for_checksum(*this, hashing.version), hashing.files.encodings().output);
}

std::vector<HashedText> Change::hashed_texts(const Hashing& hashing) const {
  return {{"its fields", describe_for_checksum(*this, hashing.version)}};
}

void emit_sql(const Emit& emit, std::vector<std::string> statements) {
  for (std::string& sql : statements) emit_sql(emit, std::move(sql));
}

void emit_sql(const Emit& emit, Statements statements) {
  for (Statement& statement : statements) emit(SqlStep{std::move(statement)});
}

}  // namespace ebbtide
