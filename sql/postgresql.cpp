#include "sql/postgresql.h"

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

namespace ebbtide::sql {
namespace {

using Nodes = std::vector<const PgQuery__Node*>;

Nodes nodes(std::size_t count, PgQuery__Node** items) { return {items, items + count}; }

struct Kind {
  PgQuery__ObjectType type;
  Thing thing;
};
constexpr Kind kinds[] = {
    {PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, Thing::table},
    {PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE, Thing::table},
    {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, Thing::view},
    {PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, Thing::materialized_view},
    {PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, Thing::index},
    {PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE, Thing::sequence},
    {PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, Thing::function},
    {PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE, Thing::procedure},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, Thing::type},
    {PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN, Thing::domain},
    {PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA, Thing::schema},
    {PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE, Thing::database},
    {PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION, Thing::extension},
    {PG_QUERY__OBJECT_TYPE__OBJECT_ROLE, Thing::role},
    {PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN, Thing::column},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT, Thing::constraint},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER, Thing::trigger},
    {PG_QUERY__OBJECT_TYPE__OBJECT_RULE, Thing::rule},
    {PG_QUERY__OBJECT_TYPE__OBJECT_POLICY, Thing::policy},
};

Thing thing_of(PgQuery__ObjectType type) {
  const auto found = std::find_if(std::begin(kinds), std::end(kinds),
                                  [&](const Kind& kind) { return kind.type == type; });
  return found == std::end(kinds) ? Thing::other : found->thing;
}

bool is_of_table(Thing thing) {
  return thing == Thing::trigger || thing == Thing::rule || thing == Thing::policy ||
         thing == Thing::column || thing == Thing::constraint;
}

Name name_of(const PgQuery__RangeVar* table) {
  if (table == nullptr) return {};
  return {table->schemaname, table->relname};
}

/// `{"s", "t"}` of `s.t`; of longer ones the end counts.
std::vector<std::string> words_of(const Nodes& list) {
  std::vector<std::string> words;
  for (const PgQuery__Node* const node : list) {
    if (node->node_case == PG_QUERY__NODE__NODE_STRING) words.emplace_back(node->string->sval);
  }
  return words;
}

std::vector<std::string> words_of(const PgQuery__Node* node) {
  switch (node == nullptr ? PG_QUERY__NODE__NODE__NOT_SET : node->node_case) {
    case PG_QUERY__NODE__NODE_LIST:
      return words_of(nodes(node->list->n_items, node->list->items));
    case PG_QUERY__NODE__NODE_STRING:
      return {node->string->sval};
    case PG_QUERY__NODE__NODE_TYPE_NAME:
      return words_of(nodes(node->type_name->n_names, node->type_name->names));
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
      return words_of(nodes(node->object_with_args->n_objname, node->object_with_args->objname));
    default:
      return {};
  }
}

Name name_of(const std::vector<std::string>& words) {
  if (words.empty()) return {};
  return {words.size() > 1 ? words[words.size() - 2] : "", words.back()};
}

/// What a list of names is about: `s.t.part` for what belongs to a table.
void set_object(Effect& effect, std::vector<std::string> words) {
  if (is_of_table(effect.thing) && !words.empty()) {
    effect.part = words.back();
    words.pop_back();
  }
  effect.object = name_of(words);
}

bool takes_back(PgQuery__TransactionStmtKind kind) {
  return kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK ||
         kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO;
}

class Tree {
 public:
  Effects effects;

  /// False where nobody has said yet what such a statement does.
  bool read(const PgQuery__Node* node) {
    return node != nullptr &&
           (read_definition(*node) || read_change(*node) || read_rows(*node) || read_other(*node));
  }

 private:
  Effect& add(Verb verb, Thing thing, Name object = {}, std::string part = {}) {
    Effect& effect = effects.emplace_back();
    effect.verb = verb;
    effect.thing = thing;
    effect.object = std::move(object);
    effect.part = std::move(part);
    return effect;
  }

  bool read_definition(const PgQuery__Node& node) {
    switch (node.node_case) {
      case PG_QUERY__NODE__NODE_CREATE_STMT:
        return read_table(*node.create_stmt), true;
      case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT:
        return read_table(*node.create_foreign_table_stmt->base_stmt), true;
      case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        add(Verb::create, thing_of(node.create_table_as_stmt->objtype),
            name_of(node.create_table_as_stmt->into->rel))
            .states_all = false;
        return true;
      case PG_QUERY__NODE__NODE_VIEW_STMT:
        add(Verb::create, Thing::view, name_of(node.view_stmt->view)).replaces =
            node.view_stmt->replace != 0;
        return true;
      case PG_QUERY__NODE__NODE_INDEX_STMT:
        add(Verb::create, Thing::index, name_of(node.index_stmt->relation),
            node.index_stmt->idxname);
        return true;
      case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
        add(Verb::create, Thing::sequence, name_of(node.create_seq_stmt->sequence));
        return true;
      case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
        add(Verb::create, Thing::trigger, name_of(node.create_trig_stmt->relation),
            node.create_trig_stmt->trigname);
        return true;
      case PG_QUERY__NODE__NODE_RULE_STMT:
        add(Verb::create, Thing::rule, name_of(node.rule_stmt->relation), node.rule_stmt->rulename);
        return true;
      case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT:
        add(Verb::create, Thing::policy, name_of(node.create_policy_stmt->table),
            node.create_policy_stmt->policy_name);
        return true;
      case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
        return add(Verb::create, Thing::extension, {"", node.create_extension_stmt->extname}), true;
      case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT:
        return read_schema(*node.create_schema_stmt);
      default:
        return read_type(node);
    }
  }

  bool read_type(const PgQuery__Node& node) {
    const auto make = [&](Thing thing, std::size_t count, PgQuery__Node** words) {
      add(Verb::create, thing, name_of(words_of(nodes(count, words))));
      return true;
    };
    switch (node.node_case) {
      case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
        return make(node.create_function_stmt->is_procedure ? Thing::procedure : Thing::function,
                    node.create_function_stmt->n_funcname, node.create_function_stmt->funcname);
      case PG_QUERY__NODE__NODE_CREATE_ENUM_STMT:
        return make(Thing::type, node.create_enum_stmt->n_type_name,
                    node.create_enum_stmt->type_name);
      case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT:
        return make(Thing::domain, node.create_domain_stmt->n_domainname,
                    node.create_domain_stmt->domainname);
      case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT:
        return add(Verb::create, Thing::type, name_of(node.composite_type_stmt->typevar)), true;
      default:
        return false;
    }
  }

  void read_table(const PgQuery__CreateStmt& create) {
    Effect& effect = add(Verb::create, Thing::table, name_of(create.relation));
    effect.states_all = false;
    effect.if_exists = create.if_not_exists != 0;
    effect.is_temporary = std::string_view(create.relation->relpersistence) == "t";
    if (create.partbound != nullptr && create.n_inh_relations == 1)
      effect.other = name_of(create.inh_relations[0]->range_var);
  }

  bool read_schema(const PgQuery__CreateSchemaStmt& create) {
    std::string name = create.schemaname;
    if (name.empty() && create.authrole != nullptr) name = create.authrole->rolename;
    add(Verb::create, Thing::schema, {"", name});
    for (const PgQuery__Node* const element : nodes(create.n_schema_elts, create.schema_elts)) {
      const std::size_t first = effects.size();
      if (!read(element)) return false;
      for (std::size_t i = first; i < effects.size(); ++i) {
        if (effects[i].object.place.empty()) effects[i].object.place = name;
      }
    }
    return true;
  }

  bool read_change(const PgQuery__Node& node) {
    switch (node.node_case) {
      case PG_QUERY__NODE__NODE_DROP_STMT:
        return read_drop(*node.drop_stmt), true;
      case PG_QUERY__NODE__NODE_RENAME_STMT:
        return read_rename(*node.rename_stmt), true;
      case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT: {
        const auto& move = *node.alter_object_schema_stmt;
        Effect& effect = add(Verb::move, thing_of(move.object_type), name_of(move.relation));
        if (move.relation == nullptr) effect.object = name_of(words_of(move.object));
        effect.other.place = move.newschema;
        return true;
      }
      case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        return read_alter(*node.alter_table_stmt);
      case PG_QUERY__NODE__NODE_ALTER_SEQ_STMT:
        add(Verb::alter, Thing::sequence, name_of(node.alter_seq_stmt->sequence));
        return true;
      case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT: {
        const auto& value = *node.alter_enum_stmt;
        const bool is_renamed = *value.old_val != '\0';
        Effect& effect = add(is_renamed ? Verb::rename : Verb::create, Thing::enum_value,
                             name_of(words_of(nodes(value.n_type_name, value.type_name))),
                             is_renamed ? value.old_val : value.new_val);
        if (is_renamed) effect.other.name = value.new_val;
        return true;
      }
      case PG_QUERY__NODE__NODE_COMMENT_STMT: {
        Effect& effect = add(Verb::comment, thing_of(node.comment_stmt->objtype));
        set_object(effect, words_of(node.comment_stmt->object));
        return true;
      }
      default:
        return false;
    }
  }

  void read_drop(const PgQuery__DropStmt& drop) {
    for (const PgQuery__Node* const object : nodes(drop.n_objects, drop.objects)) {
      Effect& effect = add(Verb::drop, thing_of(drop.remove_type));
      set_object(effect, words_of(object));
      effect.if_exists = drop.missing_ok != 0;
      effect.cascade = drop.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
    }
  }

  void read_rename(const PgQuery__RenameStmt& rename) {
    Effect& effect = add(Verb::rename, thing_of(rename.rename_type), name_of(rename.relation));
    if (rename.relation == nullptr) effect.object = name_of(words_of(rename.object));
    if (effect.thing == Thing::index) {
      effect.part = std::exchange(effect.object.name, "");
    } else if (rename.relation == nullptr && rename.object == nullptr) {
      effect.object.name = rename.subname;
    } else {
      effect.part = rename.subname;
    }
    effect.other.name = rename.newname;
  }

  bool read_alter(const PgQuery__AlterTableStmt& alter) {
    const Thing thing = thing_of(alter.objtype);
    const Name object = name_of(alter.relation);
    if (thing == Thing::index)
      return add(Verb::alter, thing, {object.place, ""}, object.name), true;
    if (!is_relation(thing)) return add(Verb::alter, thing, object), true;
    for (const PgQuery__Node* const command : nodes(alter.n_cmds, alter.cmds))
      read_command(*command->alter_table_cmd, thing, object);
    return true;
  }

  void read_command(const PgQuery__AlterTableCmd& command, Thing thing, const Name& table) {
    const std::string name = command.name;
    switch (command.subtype) {
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
        add(Verb::create, Thing::column, table, command.def->column_def->colname);
        return;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
        add(Verb::drop, Thing::column, table, name);
        return;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
        add(command.def == nullptr ? Verb::drop_default : Verb::set_default, Thing::column, table,
            name);
        return;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull:
        add(Verb::set_not_null, Thing::column, table, name);
        return;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull:
        add(Verb::drop_not_null, Thing::column, table, name);
        return;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
        add(Verb::set_type, Thing::column, table, name);
        return;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
        return read_constraint(*command.def->constraint, table);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
        add(Verb::drop, Thing::constraint, table, name);
        return;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
        add(Verb::validate, Thing::constraint, table, name);
        return;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize: {
        const Name other = name_of(command.def->partition_cmd->name);
        add(Verb::move, Thing::partition, table, other.name).other = other;
        return;
      }
      default:
        return read_setting(command, thing, table);
    }
  }

  void read_setting(const PgQuery__AlterTableCmd& command, Thing thing, const Name& table) {
    switch (command.subtype) {
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint:
        add(Verb::alter, Thing::constraint, table, command.def->constraint->conname);
        return;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity:
        add(Verb::alter, Thing::column, table, command.name);
        return;
      default:
        add(Verb::alter, thing, table);
        return;
    }
  }

  void read_constraint(const PgQuery__Constraint& constraint, const Name& table) {
    Thing thing = Thing::constraint;
    switch (constraint.contype) {
      case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
        thing = Thing::primary_key;
        break;
      case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
        thing = Thing::unique;
        break;
      case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
        thing = Thing::foreign_key;
        break;
      case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
        thing = Thing::check;
        break;
      case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
        thing = Thing::exclusion;
        break;
      default:
        break;
    }
    add(Verb::create, thing, table, constraint.conname).other = name_of(constraint.pktable);
  }

  void read_with(const PgQuery__WithClause* with) {
    if (with == nullptr) return;
    for (const PgQuery__Node* const query : nodes(with->n_ctes, with->ctes))
      read_rows(*query->common_table_expr->ctequery);
  }

  bool read_rows(const PgQuery__Node& node) {
    switch (node.node_case) {
      case PG_QUERY__NODE__NODE_INSERT_STMT:
        read_with(node.insert_stmt->with_clause);
        add(Verb::insert, Thing::rows, name_of(node.insert_stmt->relation));
        return true;
      case PG_QUERY__NODE__NODE_UPDATE_STMT:
        read_with(node.update_stmt->with_clause);
        add(Verb::update, Thing::rows, name_of(node.update_stmt->relation));
        return true;
      case PG_QUERY__NODE__NODE_DELETE_STMT:
        read_with(node.delete_stmt->with_clause);
        add(Verb::remove, Thing::rows, name_of(node.delete_stmt->relation));
        return true;
      case PG_QUERY__NODE__NODE_SELECT_STMT:
        read_with(node.select_stmt->with_clause);
        if (node.select_stmt->into_clause != nullptr)
          add(Verb::create, Thing::table, name_of(node.select_stmt->into_clause->rel)).states_all =
              false;
        return true;
      case PG_QUERY__NODE__NODE_TRUNCATE_STMT:
        for (const PgQuery__Node* const table :
             nodes(node.truncate_stmt->n_relations, node.truncate_stmt->relations))
          add(Verb::truncate, Thing::rows, name_of(table->range_var));
        return true;
      case PG_QUERY__NODE__NODE_COPY_STMT:
        if (node.copy_stmt->is_from)
          add(Verb::insert, Thing::rows, name_of(node.copy_stmt->relation));
        return true;
      default:
        return false;
    }
  }

  bool read_other(const PgQuery__Node& node) {
    switch (node.node_case) {
      case PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT:
        add(Verb::refresh, Thing::materialized_view, name_of(node.refresh_mat_view_stmt->relation));
        return true;
      case PG_QUERY__NODE__NODE_LOCK_STMT:
        for (const PgQuery__Node* const table :
             nodes(node.lock_stmt->n_relations, node.lock_stmt->relations))
          add(Verb::lock, Thing::table, name_of(table->range_var));
        return true;
      case PG_QUERY__NODE__NODE_TRANSACTION_STMT:
        return !takes_back(node.transaction_stmt->kind);
      case PG_QUERY__NODE__NODE_SEC_LABEL_STMT:
      case PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT:
        add(Verb::alter, Thing::other).word = "label or owner";
        return true;
      default:
        return false;
    }
  }
};

struct Free {
  void operator()(PgQuery__ParseResult* tree) const {
    pg_query__parse_result__free_unpacked(tree, nullptr);
  }
  void operator()(PgQuery__ScanResult* tokens) const {
    pg_query__scan_result__free_unpacked(tokens, nullptr);
  }
};

/// The library would read to the first NUL.
bool is_cut(std::string_view sql) { return sql.find('\0') != std::string_view::npos; }

const std::uint8_t* bytes_of(const PgQueryProtobuf& packed) {
  return reinterpret_cast<const std::uint8_t*>(packed.data);
}

}  // namespace

std::optional<Effects> postgresql_effects(std::string_view sql) {
  if (is_cut(sql)) return std::nullopt;
  const PgQueryProtobufParseResult parsed = pg_query_parse_protobuf(std::string(sql).c_str());
  const std::unique_ptr<PgQuery__ParseResult, Free> tree(
      parsed.error != nullptr ? nullptr
                              : pg_query__parse_result__unpack(nullptr, parsed.parse_tree.len,
                                                               bytes_of(parsed.parse_tree)));
  pg_query_free_protobuf_parse_result(parsed);
  if (tree == nullptr) return std::nullopt;
  Tree reading;
  for (std::size_t i = 0; i < tree->n_stmts; ++i) {
    const std::size_t first = reading.effects.size();
    if (!reading.read(tree->stmts[i]->stmt)) return std::nullopt;
    for (std::size_t j = first; j < reading.effects.size(); ++j)
      reading.effects[j].statement = static_cast<int>(i) + 1;
  }
  return std::move(reading.effects);
}

std::optional<std::vector<Span>> postgresql_tokens(std::string_view sql) {
  if (is_cut(sql)) return std::nullopt;
  const PgQueryScanResult scanned = pg_query_scan(std::string(sql).c_str());
  const std::unique_ptr<PgQuery__ScanResult, Free> tokens(
      scanned.error != nullptr
          ? nullptr
          : pg_query__scan_result__unpack(nullptr, scanned.pbuf.len, bytes_of(scanned.pbuf)));
  pg_query_free_scan_result(scanned);
  if (tokens == nullptr) return std::nullopt;
  std::vector<Span> spans;
  for (std::size_t i = 0; i < tokens->n_tokens; ++i) {
    const PgQuery__ScanToken& token = *tokens->tokens[i];
    if (token.end <= token.start) return std::nullopt;  // it loses its place behind U&'…'
    if (token.token != PG_QUERY__TOKEN__SQL_COMMENT && token.token != PG_QUERY__TOKEN__C_COMMENT)
      spans.push_back({static_cast<std::size_t>(token.start), static_cast<std::size_t>(token.end)});
  }
  return spans;
}

std::optional<std::vector<Span>> postgresql_statements(std::string_view sql) {
  if (is_cut(sql)) return std::nullopt;
  const PgQuerySplitResult split = pg_query_split_with_parser(std::string(sql).c_str());
  std::vector<Span> spans;
  for (int i = 0; split.error == nullptr && i < split.n_stmts; ++i) {
    const auto begin = static_cast<std::size_t>(split.stmts[i]->stmt_location);
    spans.push_back({begin, begin + static_cast<std::size_t>(split.stmts[i]->stmt_len)});
  }
  const bool is_read = split.error == nullptr;
  pg_query_free_split_result(split);
  return is_read ? std::optional(std::move(spans)) : std::nullopt;
}

}  // namespace ebbtide::sql
