// Preconditions that ask the run and not the structure of the database, and those that join others.
// An `and` tells the first reason, an `or` all of them, a `not` that something in it holds. What
// cannot be asked is an exception and goes through all three: it is neither yes nor no, and a `not`
// around it does not make it hold.
#include <array>

#include "changelog/change_set.h"
#include "changelog/changes/control.h"
#include "changelog/expression.h"
#include "changelog/preconditions/families.h"
#include "changelog/preconditions/object.h"
#include "database/facts.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

struct Nested : Precondition {
  Preconditions inner;
  Preconditions* nested() override { return &inner; }
  std::vector<std::string> queries() const override {
    std::vector<std::string> all;
    for (const auto& one : inner) {
      for (std::string& query : one->queries()) all.push_back(std::move(query));
    }
    return all;
  }
};

struct And final : Nested {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Failures check(const CheckContext& context) const override { return ask_all(inner, context); }
};
const PreconditionType And::kind{"and",
                                 "All of the preconditions inside hold",
                                 {},
                                 make<And>,
                                 "<and><tableExists tableName='book'/><dbms "
                                 "type='postgresql'/></and>"};

struct Or final : Nested {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Failures check(const CheckContext& context) const override {
    Failures all;
    for (const auto& precondition : inner) {
      const Failures failed = precondition->check(context);
      if (failed.empty()) return {};
      all.insert(all.end(), failed.begin(), failed.end());
    }
    return all.empty() ? Failures{"or has no preconditions inside"} : all;
  }
};
const PreconditionType Or::kind{"or",
                                "One of the preconditions inside holds",
                                {},
                                make<Or>,
                                "<or><dbms type='mysql'/><dbms type='mariadb'/></or>"};

struct Not final : Nested {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Failures check(const CheckContext& context) const override {
    const bool none_holds = std::none_of(inner.begin(), inner.end(), [&](const auto& precondition) {
      return ask(*precondition, inner, context).empty();
    });
    return fails_unless(none_holds, "Not precondition failed");
  }
};
const PreconditionType Not::kind{"not",
                                 "None of the preconditions inside holds",
                                 {},
                                 make<Not>,
                                 "<not><tableExists tableName='book'/></not>"};

struct Dbms final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text names;
  Failures check(const CheckContext& context) const override {
    const std::string_view dbms = context.names.facts().name;
    return fails_unless(
        dbms_matches(names.or_empty(), dbms, false),
        "DBMS Precondition failed: expected " + names.value_or("") + ", got " + std::string(dbms));
  }
  bool is_for_others(std::string_view dbms) const override {
    return !dbms_matches(names.or_empty(), dbms, false);
  }
};
constexpr Field dbms_fields[] = {
    field<&Dbms::names>("type", "Databases, as a list; !name leaves one out", Trait::required)};
const PreconditionType Dbms::kind{"dbms", "The database is one of these", dbms_fields, make<Dbms>,
                                  "<dbms type='postgresql, mysql'/>"};

struct RunningAs final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text username;
  Failures check(const CheckContext& context) const override {
    const std::string user = context.user.substr(0, context.user.find('@'));
    return fails_unless(
        equals_ignoring_case(user, username.or_empty()),
        "RunningAs Precondition failed: expected " + username.value_or("") + ", was " + user);
  }
};
constexpr Field running_as_fields[] = {
    field<&RunningAs::username>("username", "Name of the user", Trait::required)};
const PreconditionType RunningAs::kind{"runningAs", "This user is connected", running_as_fields,
                                       make<RunningAs>, "<runningAs username='librarian'/>"};

struct ChangeSetExecuted final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text id, author, file;
  Failures check(const CheckContext& context) const override {
    // As Liquibase does: without a file the root changelog is meant, not the one it stands in.
    const std::string& root = context.changelog.empty() ? where.file : context.changelog;
    const ChangeSetId wanted{file.value_or(root), id.value_or(""), author.value_or("")};
    return fails_unless(context.has_run(wanted),
                        "Changeset '" + wanted.to_text() + "' has not been run");
  }
};
constexpr Field change_set_executed_fields[] = {
    field<&ChangeSetExecuted::author>("author", "Author of the changeset", Trait::required),
    field<&ChangeSetExecuted::file>("changeLogFile",
                                    "Changelog of the changeset; the root one by default"),
    field<&ChangeSetExecuted::id>("id", "Id of the changeset", Trait::required),
};
const PreconditionType ChangeSetExecuted::kind{"changeSetExecuted",
                                               "The changeset is in the history",
                                               change_set_executed_fields, make<ChangeSetExecuted>,
                                               "<changeSetExecuted id='1' author='ann' "
                                               "changeLogFile='changelog.xml'/>"};

struct PropertyDefined final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text property, value;
  Failures check(const CheckContext& context) const override {
    const std::string name = property.value_or("");
    const Text found = context.properties.find(name, where.file);
    if (!found) return {"Changelog property '" + name + "' was not set"};
    return fails_unless(!value || found == value,
                        "Expected changelog property '" + name + "' to have a value of '" +
                            value.value_or("") + "'.  Got '" + found.str() + "'");
  }
};
constexpr Field property_defined_fields[] = {
    field<&PropertyDefined::property>("property", "Name of the property", Trait::required),
    field<&PropertyDefined::value>("value", "The value it must have"),
};
const PreconditionType PropertyDefined::kind{
    "changeLogPropertyDefined", "The property is set", property_defined_fields,
    make<PropertyDefined>, "<changeLogPropertyDefined property='edition' value='full'/>"};

struct ExpectedQuotingStrategy final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text strategy;
  Failures check(const CheckContext& context) const override {
    constexpr auto names = std::to_array<std::string_view>(
        {"LEGACY", "QUOTE_ALL_OBJECTS", "QUOTE_ONLY_RESERVED_WORDS"});
    const std::string_view used = names[static_cast<std::size_t>(context.names.quoting())];
    return fails_unless(strategy == used, "Quoting strategy Precondition failed: expected " +
                                              strategy.value_or("") + ", got " + std::string(used));
  }
};
constexpr Field quoting_fields[] = {field<&ExpectedQuotingStrategy::strategy>(
    "strategy", "LEGACY, QUOTE_ALL_OBJECTS or QUOTE_ONLY_RESERVED_WORDS", Trait::required)};
const PreconditionType ExpectedQuotingStrategy::kind{
    "expectedQuotingStrategy", "Names are quoted this way", quoting_fields,
    make<ExpectedQuotingStrategy>, "<expectedQuotingStrategy strategy='QUOTE_ALL_OBJECTS'/>"};

struct CustomPrecondition final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text java_class;
  std::vector<JavaParameter> parameters;
  bool runs_java() const override { return true; }
  Failures check(const CheckContext&) const override {
    throw Error("customPrecondition runs the Java class '" + java_class.value_or("") +
                    "', which needs a JVM; use sqlCheck",
                where);
  }
};
constexpr Field custom_fields[] = {
    field<&CustomPrecondition::java_class>("className", "Java class of the precondition",
                                           Trait::required),
    records<&CustomPrecondition::parameters>("param", "param", "Parameters of the class",
                                             Trait::at_root),
};
const PreconditionType CustomPrecondition::kind{
    "customPrecondition", "A precondition written in Java; it cannot be checked here",
    custom_fields, make<CustomPrecondition>,
    "<customPrecondition className='com.example.ArchiveIsFull'>"
    "<param name='table' value='book'/></customPrecondition>"};

constexpr const PreconditionType* nested[] = {&And::kind, &Or::kind, &Not::kind};
constexpr const PreconditionType* family[] = {&Dbms::kind,
                                              &RunningAs::kind,
                                              &ChangeSetExecuted::kind,
                                              &PropertyDefined::kind,
                                              &ExpectedQuotingStrategy::kind,
                                              &CustomPrecondition::kind};

}  // namespace

std::span<const PreconditionType* const> nested_preconditions() { return nested; }
std::span<const PreconditionType* const> logic_preconditions() { return family; }

}  // namespace ebbtide
