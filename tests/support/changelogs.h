#pragma once

#include <memory>
#include <string>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "formats/load.h"
#include "tests/support/memory_files.h"

namespace ebbtide {

/// An XML changelog around what stands in it.
inline std::string xml_changelog(const std::string& body) {
  return "<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\""
         " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
         " xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog"
         " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">\n" +
         body + "\n</databaseChangeLog>\n";
}

/// An XML changelog with one changeset `1` of `ann` around its changes.
inline std::string one_change_set(const std::string& changes) {
  return xml_changelog("<changeSet id=\"1\" author=\"ann\">" + changes + "</changeSet>");
}

/// A changelog that was read, with all that it refers to.
struct Loaded {
  MemoryFiles files;
  Changelog changelog;

  explicit Loaded(MemoryFiles given, const std::string& root = "c.xml",
                  Selection selection = {"postgresql", {}, ""})
      : files(std::move(given)),
        changelog(load_changelog(root, files, Properties(std::move(selection)))) {}

  PropertyValues properties() const { return PropertyValues(changelog.properties); }

  std::string checksum(std::size_t index = 0, int version = 9) const {
    return changelog.change_sets.at(index).checksum({version, files, properties()}).to_text();
  }
};

/// All that a change gives, before any edit.
inline std::vector<Step> steps_of(const Change& change, const Target& target) {
  std::vector<Step> steps;
  change.emit(target, [&](Step step) { steps.push_back(std::move(step)); });
  return steps;
}

/// The problems of a changelog that cannot be read, one line each.
inline std::string problems_of(const MemoryFiles& files, const std::string& root = "c.xml") {
  try {
    load_changelog(root, files, Properties({"postgresql", {}, ""}));
  } catch (const ValidationFailed& failed) {
    std::string text;
    for (const Problem& problem : failed.problems()) {
      text += problem.where.to_text() + ": " + problem.message +
              (problem.change_set.empty() ? "" : " [" + problem.change_set + "]") + "\n";
    }
    return text;
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

/// What a change looks at on a dialect without a database.
struct OfflineTarget {
  std::unique_ptr<const Dialect> dialect;
  Names names;
  NoCatalog catalog;

  explicit OfflineTarget(std::string_view name, Defaults defaults = {})
      : dialect(make_dialect(name, "")), names(*dialect, std::move(defaults)) {}
  Target with(const Files& files, const PropertyValues& properties) const {
    return {names, catalog, files, properties};
  }
};

}  // namespace ebbtide
