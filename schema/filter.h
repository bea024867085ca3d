#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model.h"
#include "text/java_regex.h"

namespace ebbtide::schema {

/// Which kinds and which objects count: what --diff-types, --include-objects and --exclude-objects
/// say. It is a matter of the model, so that a snapshot is filtered as a database is.
class Filter {
 public:
  /// As they are given; all are lists with commas. `types` are names such as `tables` or
  /// `primarykey`, in any case; without any, all kinds but grants count. What is included or
  /// excluded is a regular expression for whole names, or a type, a colon and an expression.
  struct Wanted {
    std::string types = {};
    std::string include = {}, exclude = {};
    bool ignores_case = false;  ///< of names
  };
  Filter() : Filter(Wanted{}) {}
  /// Throws UsageError for types that are none, for both kinds of lists at once, and for an
  /// expression that cannot be read.
  explicit Filter(const Wanted& wanted);

  /// Counts this kind too.
  void add(Kind kind) { kinds_.insert(kind); }
  /// Whether this kind counts.
  bool has(Kind kind) const { return kinds_.contains(kind); }
  /// Whether the rows of tables were asked for.
  bool has_data() const { return has_data_; }
  /// Takes away the objects that do not count by their names. What belongs to a table goes with it;
  /// of a table that is there for one of its parts alone, the others go.
  void apply(Schema& schema) const;

 private:
  struct Pattern {
    bool is_of_all = true;
    std::set<Kind> kinds;  ///< where it is not
    JavaRegex regex;

    bool is_about(Kind kind) const { return is_of_all || kinds.contains(kind); }
  };

  static std::vector<Pattern> patterns_of(const std::string& list, bool ignores_case);
  bool is_named(Kind kind, const std::string& name) const;
  bool keeps(Kind kind, const std::string& name) const;
  bool keep_parts(Table& table) const;

  std::set<Kind> kinds_;
  bool has_data_ = false;
  bool includes_ = false;
  std::vector<Pattern> patterns_;
};

/// The words by which --diff-types names kinds, in the plural, in the order of kinds.
std::vector<std::string_view> type_words();

}  // namespace ebbtide::schema
