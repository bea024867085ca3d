#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace ebbtide {

/// What a run was asked for: the database's name, the contexts and the label filter. Changesets,
/// properties and modifySql are chosen by it. An empty name stands for any database.
struct Selection {
  std::string dbms;
  std::vector<std::string> contexts;  ///< lower case
  std::string label_filter;
};

/// A property as a changelog declares it. Its value is kept as written: what it names is replaced
/// where it is used. Empty contexts, labels and dbms mean all.
struct Property {
  std::string name;
  std::string value;
  std::string contexts, labels, dbms;
};

/// What becomes of `${name}` where no property has the name: it stays as it is written, nothing
/// stands there, or it is an error.
enum class MissingProperty { preserve, empty, error };

/// The properties that changelogs declare and users set, to be named as `${name}`; what is made of
/// them on a database, PropertyValues says. Names are the same in any case. A global property that
/// was set first wins, so that users, who set theirs before the changelog is read, win over it;
/// local ones count in their own file only, not in those it includes, and give way to global ones;
/// among local ones the last wins. To be read by several threads only once all are set.
class Properties {
 public:
  explicit Properties(Selection selection, MissingProperty missing = MissingProperty::preserve)
      : selection_(std::move(selection)), missing_(missing) {}

  /// Behind those that were set before: the first of a name that counts for the selection wins.
  void set_global(Property property);
  /// Before those of the same file: there the last one wins.
  void set_local(const std::string& file, Property property);
  /// Turns on the escape `${:name}`, which stands for `${name}` itself.
  void support_escaping() { escaping_ = true; }

  const Selection& selection() const { return selection_; }
  MissingProperty missing() const { return missing_; }
  bool supports_escaping() const { return escaping_; }
  /// The value that counts in this file, unexpanded; absent where there is none. `file` is its path
  /// as it was read, not its logical one.
  Text find(std::string_view name, const std::string& file) const;
  /// Whether a `${` can be in a file, as it stands or as a reference or an escape for it: where
  /// not, nobody has to look into its texts.
  static bool may_be_named_in(std::string_view file) {
    return file.find('$') != std::string_view::npos || file.find('\\') != std::string_view::npos ||
           file.find("&#") != std::string_view::npos;
  }
  /// Whether there is anything to replace in a text that has been read.
  static bool needs_expansion(std::string_view text) {
    return text.find("${") != std::string_view::npos;
  }

 private:
  bool counts(const Property& property) const;

  Selection selection_;
  MissingProperty missing_;
  bool escaping_ = false;
  std::vector<Property> global_;
  std::map<std::string, std::vector<Property>> local_;
};

}  // namespace ebbtide
