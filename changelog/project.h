#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "changelog/changelog.h"
#include "changelog/files.h"
#include "changelog/property_values.h"
#include "text/text.h"

namespace ebbtide {

/// A changelog with the files it is made of and the properties it declares. Read-only once made, so
/// that several databases can be brought to it at the same time, from threads of their own. It can
/// be moved: the changelog stays where it is.
class Project {
 public:
  /// What the changelog has asked a database for while it was read, and the answers: names in small
  /// letters, absent for what the database does not know.
  using Answers = std::map<std::string, Text, std::less<>>;

  Project(std::shared_ptr<const Files> files, Changelog changelog, Answers answers = {})
      : files_(std::move(files)),
        changelog_(std::make_unique<const Changelog>(std::move(changelog))),
        answers_(std::move(answers)) {}

  const Files& files() const { return *files_; }
  const Changelog& changelog() const { return *changelog_; }

  /// Whether the changelog, read anew for a database of this name that tells this of itself, would
  /// be the same. A changelog depends on no more than that: what it leaves out for a dbms, and what
  /// it has asked.
  bool serves(std::string_view dbms, const DatabaseFacts& facts) const;

 private:
  std::shared_ptr<const Files> files_;
  std::unique_ptr<const Changelog> changelog_;
  Answers answers_;
};

/// The projects of one changelog for several databases. A changelog is read once for all databases
/// to which it says the same: those of one kind, as long as nothing that they answered differently
/// was asked for while it was read. Threads may ask at the same time; the one that finds no project
/// reads one, and those with a database of the same kind wait for it. Nobody waits for the database
/// of another: who asks is kept until its own one answers, before anything is looked for.
class Projects {
 public:
  /// Reads the changelog for a database of this name that tells this of itself.
  using Read = std::function<Project(const std::string& dbms, const DatabaseFacts& facts)>;

  explicit Projects(Read read) : read_(std::move(read)) {}

  /// The project that serves this database, for as long as this object lives. Throws what keeps the
  /// database from answering, and what reading throws; the next who asks tries again.
  const Project& serving(const std::string& dbms, const DatabaseFacts& facts);
  /// How often the changelog was read.
  std::size_t size() const;

 private:
  class Reading;

  Read read_;
  mutable std::mutex mutex_;
  std::condition_variable read_one_;  ///< somebody has come to the end of reading
  std::set<std::string> being_read_;  ///< the kinds of databases that it is read for
  std::list<Project> projects_;       ///< a list: what was given out stays where it is
};

}  // namespace ebbtide
