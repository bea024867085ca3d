"""What a random changelog has made so far, so that the next change is one that works."""
from dataclasses import dataclass, field

TYPES = ("int", "bigint", "varchar(30)", "decimal(10,2)", "boolean")


@dataclass
class Column:
    name: str
    type: str
    default: object = None
    not_null: bool = False
    remarks: str = None
    primary_key: bool = False
    numbered: bool = False
    distinct: bool = True  # holds no value twice

    def described(self, constraints=None):
        """The column as a changelog says it."""
        column = {"name": self.name, "type": self.type}
        if self.default is not None:
            kind = {"varchar(30)": "defaultValue", "boolean": "defaultValueBoolean"}.get(self.type, "defaultValueNumeric")
            column[kind] = self.default
        if self.remarks:
            column["remarks"] = self.remarks
        if self.numbered:
            column["autoIncrement"] = True
        rules = dict(constraints or {})
        if self.not_null and not self.primary_key:
            rules["nullable"] = False
        if rules:
            column["constraints"] = rules
        return {"column": column}

    def default_sql(self):
        return str(self.default) if not isinstance(self.default, str) else f"'{self.default}'"

    def sql(self):
        return (f"{self.name} {self.type}" + (f" DEFAULT {self.default_sql()}" if self.default is not None else "")
                + (" NOT NULL" if self.not_null else ""))

    def value(self, number):
        if self.type == "boolean":
            return "true" if number % 2 else "false"
        return f"'v{number}'" if self.type.startswith("varchar") else str(number)


@dataclass
class Key:
    columns: list
    table: str = None  # the one a foreign key points to
    is_unique: bool = False


@dataclass
class Table:
    name: str
    columns: list
    key_name: str = None    # of a key that was added
    inline_key: str = None  # of one that came with the table
    uniques: dict = field(default_factory=dict)
    indexes: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)
    remarks: str = None
    rows: int = 0
    triggers: list = field(default_factory=list)

    def column(self, name):
        return next(one for one in self.columns if one.name == name)

    def key_column(self):
        return next((one for one in self.columns if one.primary_key), None)

    def uses(self, name):
        """Whether a key or index of the table has the column."""
        sets = [*self.uniques.values(), *self.indexes.values(), *(key.columns for key in self.keys.values())]
        return any(name in (one.columns if isinstance(one, Key) else one) for one in sets)


@dataclass
class View:
    name: str
    table: str
    columns: list
    is_replaced: bool = False

    def query(self):
        return f"select {', '.join(self.columns)} from {self.table}"


@dataclass
class Model:
    tables: dict = field(default_factory=dict)
    views: dict = field(default_factory=dict)
    sequences: dict = field(default_factory=dict)
    routines: list = field(default_factory=list)

    def readers(self, table, column=None):
        return [view for view in self.views.values()
                if view.table == table and (column is None or column in view.columns)]

    def pointers(self, table, column=None):
        return [(other.name, name) for other in self.tables.values() for name, key in other.keys.items()
                if key.table == table and (column is None or other.name != table)]
