#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "changelog/changelog.h"
#include "changelog/files.h"
#include "changelog/property_values.h"
#include "text/text.h"

namespace ebbtide {

/// A changelog with the files it is made of and the properties it declares. Read-only once made, so
/// that several databases can be brought to it at the same time.
class Project {
 public:
  /// What the changelog has asked a database for while it was read, and the answers.
  using Answers = std::map<std::string, Text, std::less<>>;

  Project(std::shared_ptr<const Files> files, Changelog changelog, Answers answers = {})
      : files_(std::move(files)),
        changelog_(std::make_unique<const Changelog>(std::move(changelog))),
        answers_(std::move(answers)) {}

  const Files& files() const { return *files_; }
  const Changelog& changelog() const { return *changelog_; }

  /// Whether the changelog, read anew for a database of this name that tells this of itself, would
  /// be the same.
  bool serves(std::string_view dbms, const DatabaseFacts& facts) const;

 private:
  std::shared_ptr<const Files> files_;
  std::unique_ptr<const Changelog> changelog_;
  Answers answers_;
};

}  // namespace ebbtide
