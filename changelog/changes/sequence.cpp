// Sequences, on databases that have them; elsewhere most of these changes do nothing and that is no
// error (`is_skipped`), as in Liquibase, so that one changelog serves both.
#include "changelog/changes/sequence.h"

#include "changelog/changes/families.h"
#include "database/dialect.h"

namespace ebbtide {
namespace {

constexpr auto create_sequence_fields = with_place({
    field<&CreateSequence::cache>("cacheSize", "How many numbers are fetched at once"),
    field<&CreateSequence::cycle>("cycle", "Whether counting starts again after the last number"),
    field<&CreateSequence::data_type>("dataType", "Data type of the numbers"),
    field<&CreateSequence::increment>("incrementBy", "Step from number to number"),
    field<&CreateSequence::max>("maxValue", "Largest number"),
    field<&CreateSequence::min>("minValue", "Smallest number"),
    field<&CreateSequence::ordered>("ordered",
                                    "Whether numbers come in the order they are asked for"),
    field<&CreateSequence::name>("sequenceName", "Name of the sequence", Trait::required),
    field<&CreateSequence::start>("startValue", "First number"),
});

constexpr auto alter_sequence_fields = with_place({
    field<&AlterSequence::cache>("cacheSize", "How many numbers are fetched at once"),
    field<&AlterSequence::cycle>("cycle", "Whether counting starts again after the last number"),
    field<&AlterSequence::data_type>("dataType", "Data type of the numbers"),
    field<&AlterSequence::increment>("incrementBy", "Step from number to number"),
    field<&AlterSequence::max>("maxValue", "Largest number"),
    field<&AlterSequence::min>("minValue", "Smallest number"),
    field<&AlterSequence::ordered>("ordered",
                                   "Whether numbers come in the order they are asked for"),
    field<&AlterSequence::name>("sequenceName", "Name of the sequence", Trait::required),
});

constexpr auto drop_sequence_fields = with_place({
    field<&DropSequence::name>("sequenceName", "Name of the sequence", Trait::required),
});

constexpr auto rename_sequence_fields = with_place({
    field<&RenameSequence::new_name>("newSequenceName", "New name for the sequence",
                                     Trait::required),
    field<&RenameSequence::old_name>("oldSequenceName", "Name of the existing sequence",
                                     Trait::required),
});

}  // namespace

const ChangeType CreateSequence::kind{"createSequence", "Creates a sequence",
                                      create_sequence_fields, create<CreateSequence>,
                                      "<createSequence sequenceName='book_number' "
                                      "startValue='1000' incrementBy='1'/>"};

void CreateSequence::emit(const Target& target, const Emit& emit) const {
  SequenceDefinition definition{data_type,  start.digits, increment.digits, min.digits,
                                max.digits, cache.digits, ordered,          cycle};
  emit_sql(emit, target.dialect().create_sequence(named(name), definition, target.site()));
}

std::optional<Changes> CreateSequence::inverse() const {
  DropSequence drop;
  drop.place_like(*this);
  drop.name = name;
  return only(std::move(drop));
}

const ChangeType AlterSequence::kind{
    "alterSequence", "Changes how a sequence counts", alter_sequence_fields, create<AlterSequence>,
    "<alterSequence sequenceName='book_number' incrementBy='10'/>"};

void AlterSequence::emit(const Target& target, const Emit& emit) const {
  std::string sql = "ALTER SEQUENCE " + target.names.object(named(name));
  if (data_type) sql += " AS " + data_type.str();
  if (increment.digits) sql += " INCREMENT BY " + increment.digits.str();
  if (min.digits) sql += " MINVALUE " + min.digits.str();
  if (max.digits) sql += " MAXVALUE " + max.digits.str();
  if (ordered) sql += *ordered ? " ORDER " : " NOORDER ";
  if (cache.digits)
    sql += cache.digits == "0" ? std::string(" NOCACHE ") : " CACHE " + cache.digits.str();
  if (cycle) sql += *cycle ? " CYCLE " : target.facts().spellings.no_cycle_clause;
  emit_sql(emit, std::move(sql));
}

const ChangeType DropSequence::kind{"dropSequence", "Drops a sequence", drop_sequence_fields,
                                    create<DropSequence>,
                                    "<dropSequence sequenceName='book_number'/>"};

void DropSequence::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit,
           spelled(target.facts().spellings.drop_sequence, {target.names.object(named(name))}));
}

const ChangeType RenameSequence::kind{"renameSequence", "Renames a sequence",
                                      rename_sequence_fields, create<RenameSequence>,
                                      "<renameSequence oldSequenceName='book_number' "
                                      "newSequenceName='copy_number'/>"};

void RenameSequence::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, "ALTER SEQUENCE " + target.names.object(named(old_name)) + " RENAME TO " +
                     target.names.quote(new_name.or_empty()));
}

std::optional<Changes> RenameSequence::inverse() const {
  RenameSequence back = *this;
  back.place_like(*this);
  std::swap(back.old_name, back.new_name);
  return only(std::move(back));
}

std::span<const ChangeType* const> sequence_changes() {
  static constexpr const ChangeType* types[] = {&CreateSequence::kind, &AlterSequence::kind,
                                                &DropSequence::kind, &RenameSequence::kind};
  return types;
}

}  // namespace ebbtide
