// What docs/changes.md and `help change NAME` say of a type that no table states is tried out:
// whether it is rolled back automatically is asked of a sample that has its required fields, and,
// where that has no inverse, once more with each further field alone. So createIndex is `yes, by
// dropIndex, where indexName is given`. On which databases the inverse cannot run is read from
// their restrictions.
#include "cli/reference.h"

#include <algorithm>
#include <map>

#include "changelog/changes/control.h"
#include "changelog/validate.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Fact = ReferenceEntry::Fact;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// Gives a record a value for its required fields, and for one more field if it is named. The
/// values are any of their kind: nothing is made of them but an inverse.
void fill(Record& record, std::span<const Field> fields, std::string_view one_more) {
  for (const Field& field : fields) {
    if (!has(field.traits, Trait::required) && field.name != one_more) continue;
    if (!field.is_scalar()) {
      fill(field.add(record), field.fields(), "name");
    } else {
      field.set(record, field.kind == FieldKind::text      ? "x"
                        : field.kind == FieldKind::integer ? "1"
                                                           : "true");
    }
  }
}

std::optional<Changes> inverse_with(const ChangeType& type, std::string_view one_more) {
  const std::unique_ptr<Change> sample = type.create();
  fill(*sample, type.fields, one_more);
  return sample->inverse();
}

/// What makes an inverse possible: nothing more than is required, one attribute more, or nothing.
struct Invertibility {
  std::optional<Changes> inverse;
  std::string needs;
};

Invertibility invertibility(const ChangeType& type) {
  if (auto inverse = inverse_with(type, "")) return {std::move(inverse), ""};
  for (const Field& field : type.fields) {
    if (auto inverse = inverse_with(type, field.name))
      return {std::move(inverse), std::string(field.name)};
  }
  return {};
}

bool is_unsupported(std::string_view change, const Facts& facts) {
  return std::any_of(facts.restrictions.begin(), facts.restrictions.end(),
                     [&](const Restriction& one) {
                       return one.change == change && (one.kind == Restriction::Kind::unsupported ||
                                                       one.kind == Restriction::Kind::skipped);
                     });
}

Fact rollback_fact(const ChangeType& type) {
  const Invertibility can = invertibility(type);
  if (!can.inverse) return {"Automatic rollback", "no; the changeset needs a rollback block"};
  std::vector<std::string> parts, without;
  for (const auto& part : *can.inverse) parts.emplace_back(part->type().name);
  for (const std::string_view name : database_names()) {
    const auto dialect = make_dialect(name, "");
    const bool runs = std::none_of(parts.begin(), parts.end(), [&](const std::string& part) {
      return is_unsupported(part, dialect->facts());
    });
    if (!runs && !is_unsupported(type.name, dialect->facts())) without.emplace_back(name);
  }
  std::string text = parts.empty() ? "yes, nothing is to be undone" : "yes, by " + joined(parts);
  if (!can.needs.empty()) text += ", where " + can.needs + " is given";
  if (!without.empty()) text += "; not on " + joined(without);
  return {"Automatic rollback", text};
}

std::string words_for(Restriction::Kind kind) {
  switch (kind) {
    case Restriction::Kind::unsupported:
      return "not supported";
    case Restriction::Kind::skipped:
      return "does nothing";
    case Restriction::Kind::required:
      return "required";
    case Restriction::Kind::refused:
      return "not allowed";
    case Restriction::Kind::refused_when_given:
      return "not allowed";
  }
  return "";
}

std::vector<Fact> database_facts(const ChangeType& type) {
  std::vector<std::string> works;
  std::map<std::string, std::vector<std::string>> notes;
  for (const std::string_view name : database_names()) {
    const auto dialect = make_dialect(name, "");
    if (!is_unsupported(type.name, dialect->facts())) works.emplace_back(name);
    for (const Restriction& one : dialect->facts().restrictions) {
      if (one.change != type.name) continue;
      const std::string what = one.attribute.empty() ? "" : std::string(one.attribute) + " ";
      notes[what + words_for(one.kind)].emplace_back(name);
    }
  }
  std::vector<Fact> facts{{"Databases", works.empty() ? "none" : joined(works)}};
  for (const auto& [what, names] : notes) facts.push_back({"Note", what + " on " + joined(names)});
  return facts;
}

std::string kind_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::text:
      return "text";
    case FieldKind::boolean:
      return "true or false";
    case FieldKind::integer:
      return "number";
    case FieldKind::record:
      return "one " + std::string(field.item);
    case FieldKind::records:
      return "list of " + std::string(field.item);
  }
  return "";
}

/// The attributes of a record, then those of what stands in it, each kind of item once.
void add_sections(std::string title, std::span<const Field> fields,
                  std::vector<ReferenceEntry::Section>& sections) {
  const bool known = std::any_of(sections.begin(), sections.end(),
                                 [&](const auto& one) { return one.title == title; });
  if (known) return;
  ReferenceEntry::Section section{std::move(title), {}};
  for (const Field& field : fields) {
    std::string doc(field.doc);
    if (!field.alias.empty()) doc += " (also " + std::string(field.alias) + ")";
    section.attributes.push_back({std::string(field.name), kind_of(field),
                                  has(field.traits, Trait::required), std::move(doc)});
  }
  sections.push_back(std::move(section));
  for (const Field& field : fields) {
    if (!field.is_scalar()) add_sections(std::string(field.item), field.fields(), sections);
  }
}

std::size_t longest_name(const ReferenceEntry::Section& section) {
  std::size_t longest = 0;
  for (const auto& attribute : section.attributes)
    longest = std::max(longest, attribute.name.size());
  return longest;
}

std::string escaped_for_table(std::string_view text) { return replace_all(text, "|", "\\|"); }

}  // namespace

ReferenceEntry describe(const ChangeType& type) {
  ReferenceEntry entry{std::string(type.name),
                       std::string(type.doc),
                       database_facts(type),
                       {},
                       {type.name, type.fields, type.example}};
  entry.facts.push_back(rollback_fact(type));
  add_sections("", type.fields, entry.sections);
  return entry;
}

ReferenceEntry describe(const PreconditionType& type) {
  ReferenceEntry entry{std::string(type.name),
                       std::string(type.doc),
                       {},
                       {},
                       {type.name, type.fields, type.example}};
  add_sections("", type.fields, entry.sections);
  return entry;
}

void write_text(Page& page, const ReferenceEntry& entry) {
  page.text(entry.name);
  page.blank();
  page.text(entry.summary + ".");
  page.blank();
  for (const Fact& fact : entry.facts) page.text(fact.name + ": " + fact.text);
  for (const auto& section : entry.sections) {
    if (section.attributes.empty()) continue;
    page.heading(section.title.empty() ? "Attributes" : section.title);
    const std::size_t column = std::min(longest_name(section) + 4, page.width() / 2);
    for (const auto& attribute : section.attributes) {
      const std::string kind = attribute.kind == "text" ? "" : " (" + attribute.kind + ")";
      page.entry(attribute.name, attribute.doc + kind + (attribute.required ? " [required]" : ""),
                 column);
    }
  }
  if (entry.example.xml.empty()) return;
  page.heading("Example");
  page.code(example_in_xml(entry.example, page.width() - 2));
  page.heading("The same in YAML");
  page.code(example_in_yaml(entry.example));
}

void write_markdown(std::ostream& out, const ReferenceEntry& entry) {
  out << "## " << entry.name << "\n\n" << entry.summary << ".\n\n";
  for (const Fact& fact : entry.facts) out << "- " << fact.name << ": " << fact.text << "\n";
  for (const auto& section : entry.sections) {
    if (section.attributes.empty()) continue;
    out << "\n| " << (section.title.empty() ? "attribute" : "`" + section.title + "`")
        << " | kind | | meaning |\n|---|---|---|---|\n";
    for (const auto& attribute : section.attributes) {
      out << "| `" << attribute.name << "` | " << attribute.kind << " | "
          << (attribute.required ? "required" : "") << " | " << escaped_for_table(attribute.doc)
          << " |\n";
    }
  }
  if (!entry.example.xml.empty())
    out << "\n```xml\n"
        << example_in_xml(entry.example, 100) << "```\n\n```yaml\n"
        << example_in_yaml(entry.example) << "```\n";
  out << "\n";
}

}  // namespace ebbtide
