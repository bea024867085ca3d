#include "changelog/change.h"

#include "changelog/checksum.h"
#include "changelog/files.h"
#include "database/catalog.h"

namespace ebbtide {

std::optional<CatalogTable> Target::live_table(ObjectName name) const {
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

std::vector<Step> steps_of(const Change& change, const Target& target) {
  std::vector<Step> steps;
  change.emit(target, [&](Step step) { steps.push_back(std::move(step)); });
  return steps;
}

void emit_sql(const Emit& emit, std::vector<std::string> statements) {
  for (std::string& sql : statements) emit_sql(emit, std::move(sql));
}

}  // namespace ebbtide
