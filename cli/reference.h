#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/change.h"
#include "changelog/precondition.h"
#include "cli/help/example.h"
#include "cli/help/page.h"

namespace ebbtide {

/// What can be known of one change type or precondition from its declaration alone, without a
/// database: its attributes, the databases it works on, whether it is rolled back automatically.
struct ReferenceEntry {
  /// A line such as `Databases: postgresql, mysql`.
  struct Fact {
    std::string name;
    std::string text;
  };
  struct Attribute {
    std::string name;
    std::string kind;  ///< text, number, true or false, a list
    bool required = false;
    std::string doc;
  };
  /// The attributes of the entry itself, or of what stands in it, such as `column`.
  struct Section {
    std::string title;
    std::vector<Attribute> attributes;
  };
  std::string name;
  std::string summary;
  std::vector<Fact> facts;
  std::vector<Section> sections;
  ExampleOf example;
};

ReferenceEntry describe(const ChangeType& type);
ReferenceEntry describe(const PreconditionType& type);

/// The entry as a page for the terminal.
void write_text(Page& page, const ReferenceEntry& entry);
/// The entry as a Markdown section.
void write_markdown(std::ostream& out, const ReferenceEntry& entry);

}  // namespace ebbtide
