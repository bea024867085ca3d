"""One random change of each kind: what the changelog says, how it is undone by hand, and what the model is then."""
from dataclasses import dataclass, field, replace

from .model import TYPES, Column, Key, Table, View

RESERVED = ("order", "group", "user")


@dataclass
class Change:
    """`undo` is written in the order it runs. Where `is_automatic`, the changeset may do without it."""
    changes: list
    undo: list
    is_automatic: bool = True
    sql: list = field(default_factory=list)  # the same as hand-written SQL, where there is such
    sql_undo: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    run_on_change: object = None  # what a later version of the changeset says


def sql_of(text):
    return {"sql": {"sql": text, "splitStatements": False}}


class Changes:
    """Makes changes that work on the model's state, and brings the model to the state after them."""

    def __init__(self, random, database, model):
        self.random, self.database, self.model = random, database, model
        self.count = 0
        self.freed = []

    # names and places

    def name(self, prefix):
        self.count += 1
        if prefix == "t" and self.freed and self.random.random() < 0.3:
            return self.freed.pop()
        if prefix == "t" and self.random.random() < 0.15:
            return self.random.choice([f"Mixed{self.count}", f"{prefix}_{self.count}_Case"])
        # Liquibase does not quote words that SQLite reserves.
        if prefix == "t" and self.database != "sqlite" and self.random.random() < 0.05:
            free = [word for word in RESERVED if word not in self.model.tables]
            return free[0] if free else f"t{self.count}"
        return f"{prefix}{self.count}"

    def q(self, name):
        mark = "`" if self.database == "mariadb" else '"'
        return f"{mark}{name}{mark}" if name.lower() != name or name in RESERVED else name

    def table(self, fits=lambda table: True):
        found = [table for table in self.model.tables.values() if fits(table)]
        return self.random.choice(found) if found else None

    def column_of(self, table, fits):
        found = [column for column in table.columns if fits(column)]
        return self.random.choice(found) if found else None

    def some_column(self, fits):
        """A table and one of its columns."""
        found = [(table, column) for table in self.model.tables.values() for column in table.columns if fits(table, column)]
        return self.random.choice(found) if found else (None, None)

    def new_column(self):
        column = Column(self.name("c"), self.random.choice(TYPES))
        if self.random.random() < 0.3:
            column.default = {"varchar(30)": "some", "boolean": True}.get(column.type, 7)
            if self.database != "postgresql" and column.type == "boolean":
                column.default = True
            column.distinct = False
        if column.type == "boolean":
            column.distinct = False
        if self.random.random() < 0.25:
            column.not_null = True
        if self.random.random() < 0.2 and self.database != "sqlite":
            column.remarks = f"about {column.name}"
        return column

    def is_free(self, table, column):
        """Whether nothing but the table itself needs the column."""
        return not (column.primary_key or table.uses(column.name) or table.triggers
                    or self.model.readers(table.name) or self.model.pointers(table.name, column.name))

    def forgets(self, column):
        """MySQL's MODIFY and CHANGE state the whole column: what they do not say is gone."""
        if self.database == "mariadb":
            column.default, column.remarks, column.not_null = None, None, column.primary_key

    # tables

    def create_table(self):
        table = Table(self.name("t"), [self.new_column() for _ in range(self.random.randint(1, 4))])
        if self.random.random() < 0.7:
            key = Column(self.name("c"), "int", not_null=True, primary_key=True)
            key.numbered = self.random.random() < 0.4
            table.columns.insert(0, key)
        if self.random.random() < 0.2 and self.database != "sqlite":
            table.remarks = f"about {table.name}"
        described, pointed = self.described_table(table, self.random.random() < 0.3)
        self.model.tables[table.name] = table
        change = Change([described], [{"dropTable": {"tableName": table.name}}])
        plain = not pointed and not table.remarks and not any(c.remarks or c.numbered or c.primary_key for c in table.columns) and not table.uniques
        if plain:
            change.sql = [f"CREATE TABLE {self.q(table.name)} ({', '.join(c.sql() for c in table.columns)})"]
            change.sql_undo = [f"DROP TABLE {self.q(table.name)}"]
        return change

    def described_table(self, table, with_keys):
        columns, pointed = [], False
        for column in table.columns:
            rules = {}
            if column.primary_key:
                table.inline_key = table.inline_key or self.name("pk")
                rules.update(primaryKey=True, primaryKeyName=table.inline_key)
            elif with_keys and column.distinct and self.random.random() < 0.3:
                name = self.name("uq")
                rules.update(unique=True, uniqueConstraintName=name)
                table.uniques[name] = [column.name]
            elif with_keys and column.type == "int" and column.default is None and not column.not_null and self.random.random() < 0.5:
                other = self.table(lambda one: one.key_column() and one.key_column().type == "int")
                if other:
                    name, pointed = self.name("fk"), True
                    rules.update(foreignKeyName=name, references=f"{other.name}({other.key_column().name})")
                    table.keys[name] = Key([column.name], other.name)
            columns.append(column.described(rules))
        described = {"tableName": table.name, "columns": columns}
        if table.remarks:
            described["remarks"] = table.remarks
        return {"createTable": described}, pointed

    def drop_table(self):
        plain = lambda t: not (t.keys or t.uniques or t.indexes or t.triggers or t.key_name or self.model.readers(t.name)
                               or self.model.pointers(t.name))
        table = self.table(plain)
        if not table:
            return None
        del self.model.tables[table.name]
        self.freed.append(table.name)
        back, _ = self.described_table(table, False)
        return Change([{"dropTable": {"tableName": table.name, "cascadeConstraints": self.random.random() < 0.3}}], [back], False)

    def rename_table(self):
        table = self.table(lambda t: self.database == "postgresql" or not self.model.readers(t.name))
        if not table:
            return None
        old, new = table.name, self.name("t")
        if new in self.model.tables:
            return None
        self.model.tables[new] = self.model.tables.pop(old)
        table.name = new
        for other in self.model.tables.values():
            for key in other.keys.values():
                if key.table == old:
                    key.table = new
        for view in self.model.readers(old):
            view.table = new
        rename = lambda a, b: {"renameTable": {"oldTableName": a, "newTableName": b}}
        change = Change([rename(old, new)], [rename(new, old)])
        words = self.random.choice(["ALTER TABLE {} RENAME TO {}"] if self.database != "mariadb" else
                                   ["ALTER TABLE {} RENAME TO {}", "ALTER TABLE {} RENAME {}", "RENAME TABLE {} TO {}",
                                    "ALTER TABLE {} RENAME AS {}"])
        change.sql = [words.format(self.q(old), self.q(new))]
        change.sql_undo = [words.format(self.q(new), self.q(old))]
        return change

    def table_remarks(self):
        table = self.database != "sqlite" and self.table(lambda t: t.remarks)
        if not table:
            return None
        old, table.remarks = table.remarks, f"renewed {self.count}"
        words = lambda text: {"setTableRemarks": {"tableName": table.name, "remarks": text}}
        return Change([words(table.remarks)], [words(old)], False)

    # columns

    def add_column(self):
        table = self.table()
        if not table:
            return None
        added, described = [], []
        for _ in range(self.random.randint(1, 2)):
            column = self.new_column()
            column.distinct = False
            if column.not_null and column.default is None:
                column.not_null = False
            if self.database == "sqlite" and column.default is True:
                column.default = None
                column.not_null = False
            one = column.described()
            if column.default is None and self.random.random() < 0.3 and column.type == "int" and self.database != "sqlite":
                one["column"]["valueNumeric"] = 5
            table.columns.append(column)
            added.append(column)
            described.append(one)
        names = [{"column": {"name": one.name}} for one in added]
        change = Change([{"addColumn": {"tableName": table.name, "columns": described}}],
                        [{"dropColumn": {"tableName": table.name, "columns": names}}])
        if len(added) == 1 and not added[0].remarks:
            change.sql = [f"ALTER TABLE {self.q(table.name)} ADD COLUMN {added[0].sql()}"]
            change.sql_undo = [f"ALTER TABLE {self.q(table.name)} DROP COLUMN {added[0].name}"]
        return change

    def add_key_column(self):
        """A column that comes with its foreign key, or unique."""
        table, other = self.table(), self.table(lambda t: t.key_column())
        if not table or not other or self.database == "sqlite":
            return None
        column = Column(self.name("c"), "int", distinct=False)
        table.columns.append(column)
        if self.random.random() < 0.5:
            name = self.name("fk")
            rules = {"foreignKeyName": name, "references": f"{other.name}({other.key_column().name})"}
            table.keys[name] = Key([column.name], other.name)
        else:
            name = self.name("uq")
            rules = {"unique": True, "uniqueConstraintName": name}
            table.uniques[name] = [column.name]
        return Change([{"addColumn": {"tableName": table.name, "columns": [column.described(rules)]}}],
                      [{"dropColumn": {"tableName": table.name, "columnName": column.name}}]
                      if self.database == "postgresql" else [], self.database != "postgresql" or self.random.random() < 0.8)

    def drop_column(self):
        table, column = self.some_column(lambda t, c: len(t.columns) > 1 and self.is_free(t, c))
        if not table:
            return None
        table.columns.remove(column)
        back = replace(column)
        if back.not_null and back.default is None:
            table.columns.append(column)
            return None
        if self.database == "sqlite" and back.default is True:
            table.columns.append(column)
            return None
        change = Change([{"dropColumn": {"tableName": table.name, "columnName": column.name}}],
                        [{"addColumn": {"tableName": table.name, "columns": [back.described()]}}], False)
        if not column.remarks:
            change.sql = [f"ALTER TABLE {self.q(table.name)} DROP COLUMN {column.name}"]
            change.sql_undo = [f"ALTER TABLE {self.q(table.name)} ADD COLUMN {back.sql()}"]
        return change

    def rename_column(self):
        table, column = self.some_column(
            lambda t, c: not c.numbered and not t.triggers and (self.database == "postgresql" or not self.model.readers(t.name, c.name)))
        if not table:
            return None
        old, new = column.name, self.name("c")
        column.name = new
        for columns in [*table.uniques.values(), *(key.columns for key in [*table.indexes.values(), *table.keys.values()])]:
            columns[:] = [new if one == old else one for one in columns]
        for view in self.model.readers(table.name, old):
            # PostgreSQL's view keeps the name of its own column.
            view.columns = [f"{new} as {old}" if one == old else one.replace(f"{old} as ", f"{new} as ") for one in view.columns]
        self.forgets(column)
        words = lambda a, b: {"renameColumn": {"tableName": table.name, "oldColumnName": a, "newColumnName": b, "columnDataType": column.type}}
        change = Change([words(old, new)], [words(new, old)])
        if self.database != "mariadb":
            text = "ALTER TABLE {} RENAME COLUMN {} TO {}"
            change.sql = [text.format(self.q(table.name), old, new)]
            change.sql_undo = [text.format(self.q(table.name), new, old)]
        return change

    def modify_type(self):
        if self.database == "sqlite":
            return None
        table, column = self.some_column(lambda t, c: c.type in ("int", "varchar(30)") and self.is_free(t, c) and not c.numbered)
        if not table:
            return None
        old = column.type
        column.type = {"int": "bigint", "varchar(30)": "varchar(60)"}[old]
        self.forgets(column)
        words = lambda kind: {"modifyDataType": {"tableName": table.name, "columnName": column.name, "newDataType": kind}}
        return Change([words(column.type)], [words(old)], False)

    def column_remarks(self):
        if self.database == "sqlite":
            return None
        table, column = self.some_column(lambda t, c: c.remarks and not c.primary_key)
        if not table:
            return None
        old = column.remarks
        self.forgets(column)
        column.remarks = f"renewed {self.count}"
        words = lambda text: {"setColumnRemarks": {"tableName": table.name, "columnName": column.name, "remarks": text,
                                                   "columnDataType": column.type}}
        return Change([words(column.remarks)], [words(old)], False)

    def not_null(self):
        if self.database == "sqlite":
            return None
        table, column = self.some_column(lambda t, c: not c.primary_key and not any(c.name in key.columns for key in t.keys.values()))
        if not table:
            return None
        was = column.not_null
        self.forgets(column)
        column.not_null = not was
        about = {"tableName": table.name, "columnName": column.name, "columnDataType": column.type}
        add, drop = {"addNotNullConstraint": about}, {"dropNotNullConstraint": about}
        if not was and table.rows:
            value = {"varchar(30)": "some", "varchar(60)": "some", "boolean": "1" if self.database == "mariadb" else "true"}.get(column.type, "7")
            if any(column.name in names for names in table.uniques.values()) or any(
                    column.name in key.columns and key.is_unique for key in table.indexes.values()):
                column.not_null = was
                return None
            add = {"addNotNullConstraint": {**about, "defaultNullValue": value}}
            column.distinct = False
        return Change([drop], [add]) if was else Change([add], [drop])

    def default_value(self):
        if self.database == "sqlite":
            return None
        table, column = self.some_column(lambda t, c: not c.primary_key and not any(c.name in key.columns for key in t.keys.values()))
        if not table:
            return None
        kind = {"varchar(30)": "defaultValue", "varchar(60)": "defaultValue", "boolean": "defaultValueBoolean"}.get(column.type, "defaultValueNumeric")
        value = {"defaultValue": "new", "defaultValueBoolean": True}.get(kind, 11)
        about = {"tableName": table.name, "columnName": column.name, "columnDataType": column.type}
        add, drop = {"addDefaultValue": {**about, kind: value}}, {"dropDefaultValue": about}
        if column.default is None:
            column.default = value
            return Change([add], [drop])
        back = {"addDefaultValue": {**about, kind: column.default}}
        column.default = None
        return Change([drop], [back], False)

    # keys

    def create_index(self):
        table, column = self.some_column(lambda t, c: not c.primary_key)
        if not table:
            return None
        name, unique = self.name("ix"), column.distinct and self.random.random() < 0.3
        columns = [column.name]
        if self.random.random() < 0.3 and len(table.columns) > 1:
            columns.append(self.random.choice([c.name for c in table.columns if c is not column]))
        table.indexes[name] = Key(columns, is_unique=unique)
        change = Change([{"createIndex": {"tableName": table.name, "indexName": name, "unique": unique,
                                          "columns": [{"column": {"name": one}} for one in columns]}}],
                        [{"dropIndex": {"tableName": table.name, "indexName": name}}])
        change.sql = [f"CREATE {'UNIQUE ' if unique else ''}INDEX {name} ON {self.q(table.name)} ({', '.join(columns)})"]
        change.sql_undo = [f"DROP INDEX {name}" + (f" ON {self.q(table.name)}" if self.database == "mariadb" else "")]
        return change

    def needed_by_key(self, table, columns):
        """MariaDB keeps an index that a foreign key needs."""
        return self.database == "mariadb" and any(set(key.columns) & set(columns) for key in table.keys.values())

    def drop_index(self):
        table = self.table(lambda t: any(not self.needed_by_key(t, key.columns) for key in t.indexes.values()))
        if not table:
            return None
        name = self.random.choice([one for one, key in table.indexes.items() if not self.needed_by_key(table, key.columns)])
        key = table.indexes.pop(name)
        back = {"createIndex": {"tableName": table.name, "indexName": name, "unique": key.is_unique,
                                "columns": [{"column": {"name": one}} for one in key.columns]}}
        return Change([{"dropIndex": {"tableName": table.name, "indexName": name}}], [back], False)

    def add_unique(self):
        if self.database == "sqlite":
            return None
        table, column = self.some_column(lambda t, c: c.distinct and c.default is None and not c.primary_key)
        if not table:
            return None
        name = self.name("uq")
        table.uniques[name] = [column.name]
        return Change([{"addUniqueConstraint": {"tableName": table.name, "columnNames": column.name, "constraintName": name}}],
                      [{"dropUniqueConstraint": {"tableName": table.name, "constraintName": name}}])

    def drop_unique(self):
        table = self.database != "sqlite" and self.table(
            lambda t: any(not self.needed_by_key(t, columns) for columns in t.uniques.values()))
        if not table:
            return None
        name = self.random.choice([one for one, columns in table.uniques.items() if not self.needed_by_key(table, columns)])
        columns = table.uniques.pop(name)
        back = {"addUniqueConstraint": {"tableName": table.name, "columnNames": ", ".join(columns), "constraintName": name}}
        return Change([{"dropUniqueConstraint": {"tableName": table.name, "constraintName": name}}], [back], False)

    def add_primary_key(self):
        if self.database == "sqlite":
            return None
        table, column = self.some_column(lambda t, c: not t.key_column() and c.distinct and c.not_null and c.type == "int")
        if not table:
            return None
        column.primary_key = True
        name = table.key_name = self.name("pk")
        return Change([{"addPrimaryKey": {"tableName": table.name, "columnNames": column.name, "constraintName": name}}],
                      [{"dropPrimaryKey": {"tableName": table.name, "constraintName": name}}])

    def drop_primary_key(self):
        table = self.database != "sqlite" and self.table(lambda t: t.key_name and not self.model.pointers(t.name))
        if not table:
            return None
        column, name = table.key_column(), table.key_name
        column.primary_key, table.key_name = False, None
        return Change([{"dropPrimaryKey": {"tableName": table.name, "constraintName": name}}],
                      [{"addPrimaryKey": {"tableName": table.name, "columnNames": column.name, "constraintName": name}}], False)

    def foreign_key(self):
        if self.database == "sqlite":
            return None
        table, column = self.some_column(lambda t, c: c.type == "int" and not c.not_null and c.default is None and not t.rows
                                         and not any(c.name in key.columns for key in t.keys.values()))
        other = self.table(lambda t: t.key_column() and t.key_column().type == "int")
        if not table or not other:
            return None
        name = self.name("fk")
        table.keys[name] = Key([column.name], other.name)
        add = {"addForeignKeyConstraint": {"baseTableName": table.name, "baseColumnNames": column.name, "constraintName": name,
                                           "referencedTableName": other.name, "referencedColumnNames": other.key_column().name}}
        if self.random.random() < 0.3:
            add["addForeignKeyConstraint"]["onDelete"] = "CASCADE"
        drop = {"dropForeignKeyConstraint": {"baseTableName": table.name, "constraintName": name}}
        change = Change([add], [drop])
        if "onDelete" not in add["addForeignKeyConstraint"]:
            change.sql = [f"ALTER TABLE {self.q(table.name)} ADD CONSTRAINT {name} FOREIGN KEY ({column.name}) REFERENCES "
                          f"{self.q(other.name)} ({other.key_column().name})"]
            change.sql_undo = [f"ALTER TABLE {self.q(table.name)} DROP "
                               f"{'FOREIGN KEY' if self.database == 'mariadb' else 'CONSTRAINT'} {name}"]
        return change

    def lookup_table(self):
        if self.database == "sqlite":
            return None
        table, column = self.some_column(lambda t, c: c.type in ("int", "varchar(30)") and not c.primary_key and not table_uses(t, c))
        if not table:
            return None
        name, key = self.name("t"), self.name("fk")
        if name in self.model.tables:
            return None
        of = Column(self.name("c"), column.type, not_null=True, primary_key=True)
        self.model.tables[name] = Table(name, [of], rows=table.rows)
        table.keys[key] = Key([column.name], name)
        return Change([{"addLookupTable": {"existingTableName": table.name, "existingColumnName": column.name, "newTableName": name,
                                           "newColumnName": of.name, "newColumnDataType": of.type, "constraintName": key}}],
                      [{"dropForeignKeyConstraint": {"baseTableName": table.name, "constraintName": key}},
                       {"dropTable": {"tableName": name}}])

    # views, sequences, programs

    def create_view(self):
        table = self.table()
        if not table:
            return None
        view = View(self.name("v"), table.name, [c.name for c in self.random.sample(table.columns, self.random.randint(1, len(table.columns)))])
        self.model.views[view.name] = view
        return self.said_view(view, False)

    def said_view(self, view, is_replacing):
        query = f"select {', '.join(view.columns)} from {self.q(view.table)}"
        change = Change([{"createView": {"viewName": view.name, "selectQuery": query, "replaceIfExists": is_replacing}}],
                        [{"dropView": {"viewName": view.name}}])
        change.sql = [f"CREATE VIEW {view.name} AS {query}"]
        change.sql_undo = [f"DROP VIEW {view.name}"]
        return change

    def replace_view(self):
        """A view made again: the inverse of both is to drop it, which works once."""
        views = [view for view in self.model.views.values() if not view.is_replaced]
        if not views:
            return None
        view = self.random.choice(views)
        old = View(view.name, view.table, list(view.columns))
        if self.database != "postgresql":
            view.columns = view.columns[:1]
        view.is_replaced = True
        change = self.said_view(view, True)
        change.sql, change.sql_undo = [], []
        change.undo = self.said_view(old, True).changes
        change.is_automatic = self.random.random() < 0.3
        return change

    def changing_view(self):
        """A view whose changeset changes later on."""
        change = self.create_view()
        if change is None:
            return None
        name = change.changes[0]["createView"]["viewName"]
        view = self.model.views[name]
        change.changes[0]["createView"]["replaceIfExists"] = True
        change.sql, change.sql_undo = [], []
        view.is_replaced = True
        later = View(view.name, view.table, view.columns + ["1 as one"])
        change.run_on_change = self.said_view(later, True).changes
        return change

    def drop_view(self):
        if not self.model.views:
            return None
        view = self.model.views.pop(self.random.choice(sorted(self.model.views)))
        change = Change([{"dropView": {"viewName": view.name}}], self.said_view(view, False).changes, False)
        change.sql, change.sql_undo = [f"DROP VIEW {view.name}"], self.said_view(view, False).sql
        return change

    def rename_view(self):
        if not self.model.views:
            return None
        view = self.model.views.pop(self.random.choice(sorted(self.model.views)))
        old, view.name = view.name, self.name("v")
        self.model.views[view.name] = view
        words = lambda a, b: {"renameView": {"oldViewName": a, "newViewName": b}}
        return Change([words(old, view.name)], [words(view.name, old)])

    def create_sequence(self):
        if self.database == "sqlite":
            return None
        name = self.name("s")
        self.model.sequences[name] = {"sequenceName": name, "startValue": self.random.randint(1, 9), "incrementBy": self.random.randint(1, 5)}
        change = Change([{"createSequence": self.model.sequences[name]}], [{"dropSequence": {"sequenceName": name}}])
        made = self.model.sequences[name]
        change.sql = [f"CREATE SEQUENCE {name} START WITH {made['startValue']} INCREMENT BY {made['incrementBy']}"]
        change.sql_undo = [f"DROP SEQUENCE {name}"]
        return change

    def drop_sequence(self):
        if not self.model.sequences:
            return None
        name = self.random.choice(sorted(self.model.sequences))
        return Change([{"dropSequence": {"sequenceName": name}}], [{"createSequence": self.model.sequences.pop(name)}], False) \
            if self.model.sequences[name].get("startValue") else None

    def rename_sequence(self):
        # What Liquibase writes for it on MariaDB is not MariaDB's.
        if not self.model.sequences or self.database == "mariadb":
            return None
        old, new = self.random.choice(sorted(self.model.sequences)), self.name("s")
        self.model.sequences[new] = {**self.model.sequences.pop(old), "sequenceName": new}
        words = lambda a, b: {"renameSequence": {"oldSequenceName": a, "newSequenceName": b}}
        return Change([words(old, new)], [words(new, old)])

    def procedure(self):
        if self.database == "sqlite":
            return None
        name = self.name("p")
        text = {"postgresql": f"create procedure {name}() language sql as $$ select 1 $$",
                "mariadb": f"create procedure {name}() begin select 1; end"}[self.database]
        return Change([{"createProcedure": {"procedureText": text}}], [{"dropProcedure": {"procedureName": name}}], False)

    def trigger(self):
        table = self.table(lambda t: not t.triggers)
        if not table:
            return None
        name = self.name("tr")
        text = {"postgresql": f"create trigger {name} before update on {self.q(table.name)} for each row execute function suppress_redundant_updates_trigger()",
                "mariadb": f"create trigger {name} before update on {self.q(table.name)} for each row set @x = 1",
                "sqlite": f"create trigger {name} before update on {self.q(table.name)} begin select 1; end"}[self.database]
        drop = f"drop trigger {name}" + (f" on {self.q(table.name)}" if self.database == "postgresql" else "")
        table.triggers.append(name)
        return Change([sql_of(text)], [sql_of(drop)], False)

    # rows

    def insert(self):
        table = self.table(lambda t: not any(c.not_null for key in t.keys.values() for c in t.columns if c.name in key.columns))
        if not table:
            return None
        column = table.columns[0]
        self.count += 1
        number = 1000 + self.count
        values = {c.name: c.value(number) for c in table.columns
                  if not any(c.name in key.columns for key in table.keys.values())}
        if column.type == "boolean" or column.name not in values:
            return None
        table.rows += 1
        cells = [{"column": {"name": c.name, ("valueBoolean" if c.type == "boolean" else
                                              "value" if c.type.startswith("varchar") else "valueNumeric"):
                             values[c.name].strip("'")}} for c in table.columns if c.name in values]
        where = f"{self.q(column.name)} = {column.value(number)}"
        change = Change([{"insert": {"tableName": table.name, "columns": cells}}],
                        [{"delete": {"tableName": table.name, "where": where}}], False)
        change.sql = [f"INSERT INTO {self.q(table.name)} ({', '.join(values)}) VALUES ({', '.join(values.values())})"]
        change.sql_undo = [f"DELETE FROM {self.q(table.name)} WHERE {where}"]
        return change

    def update(self):
        table, column = self.some_column(lambda t, c: c.type == "bigint" and self.is_free(t, c))
        if not table:
            return None
        words = lambda sign: {"update": {"tableName": table.name, "columns": [
            {"column": {"name": column.name, "valueComputed": f"{column.name} {sign} 1"}}]}}
        column.distinct = False
        return Change([words("+")], [words("-")], False)

    def load(self):
        """Rows of a file, by loadUpdateData with its own inverse, or by loadData."""
        table = self.table(lambda t: t.key_column() and not t.key_column().numbered and t.key_column().type == "int" and not t.triggers
                           and not any(c.not_null and not c.primary_key and c.default is None for c in t.columns))
        if not table:
            return None
        key, self.count = table.key_column(), self.count + 1
        file = f"rows{self.count}.csv"
        numbers = [5000 + self.count * 10 + i for i in range(2)]
        text = key.name + "\n" + "".join(f"{number}\n" for number in numbers)
        table.rows += 2
        delete = {"delete": {"tableName": table.name, "where": f"{key.name} >= {numbers[0]} and {key.name} <= {numbers[1]}"}}
        columns = [{"column": {"name": key.name, "type": "numeric"}}]
        if self.random.random() < 0.5:
            said = {"loadUpdateData": {"tableName": table.name, "file": file, "primaryKey": key.name, "columns": columns}}
            return Change([said], [delete], True, files={file: text})
        said = {"loadData": {"tableName": table.name, "file": file, "columns": columns}}
        return Change([said], [delete], False, files={file: text})

    def nothing(self):
        said = self.random.choice([{"output": {"message": "said"}}, {"empty": {}}])
        return Change([said], [])

    def sql_file(self):
        """Hand-written SQL in a file of its own."""
        change = self.create_index()
        if change is None:
            return None
        self.count += 1
        file = f"script{self.count}.sql"
        return Change([{"sqlFile": {"path": file}}], change.undo, False, files={file: change.sql[0] + ";\n"})


def table_uses(table, column):
    return table.uses(column.name) or column.default is not None


WEIGHTS = {
    "create_table": 14, "drop_table": 3, "rename_table": 7, "table_remarks": 2, "add_column": 9, "add_key_column": 3,
    "drop_column": 5, "rename_column": 6, "modify_type": 3, "column_remarks": 2, "not_null": 4, "default_value": 4,
    "create_index": 7, "drop_index": 3, "add_unique": 3, "drop_unique": 2, "add_primary_key": 3, "drop_primary_key": 1,
    "foreign_key": 6, "lookup_table": 1, "create_view": 6, "replace_view": 2, "changing_view": 1, "drop_view": 3,
    "rename_view": 3, "create_sequence": 3, "drop_sequence": 2, "rename_sequence": 2, "procedure": 1, "trigger": 1,
    "insert": 5, "update": 2, "load": 2, "nothing": 1, "sql_file": 2,
}
