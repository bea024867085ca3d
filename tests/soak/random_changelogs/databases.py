"""The databases a soak test runs on: made fresh for each seed, asked for their whole catalog at once."""
import os
import re
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import urlparse

TRACKING = ("databasechangelog", "databasechangeloglock")


class Client:
    """A client program that stays open: a process for each question would cost more than the answer."""

    def __init__(self, command, mark, failed, environment=None):
        self.mark, self.failed = mark, failed
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, bufsize=1,
                                        env={**os.environ, **(environment or {})})

    def run(self, sql):
        self.process.stdin.write(sql.rstrip().rstrip(";") + ";\n" + self.mark + "\n")
        self.process.stdin.flush()
        lines, error = [], None
        for line in self.process.stdout:
            line = line.rstrip("\n")
            if line == "--done--":
                if error:
                    raise RuntimeError(error + "\n" + sql)
                return lines
            if line.startswith(self.failed):
                error = error or line
            lines.append(line)
        raise RuntimeError("the client is gone: " + "\n".join(lines))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Postgresql:
    name = "postgresql"

    def __init__(self, url, _folder):
        self.at = urlparse(url)
        self.database = f"soak_{os.getpid()}"
        admin = self.client(self.at.path.lstrip("/") or "postgres")
        admin.run(f"drop database if exists {self.database}")
        admin.run(f"create database {self.database}")
        admin.close()
        self.sql = self.client(self.database)
        self.sql.run("set client_min_messages = error")
        self.arguments = [f"--url=jdbc:postgresql://{self.at.hostname}:{self.at.port or 5432}/{self.database}",
                          f"--username={self.at.username}", f"--password={self.at.password}"]

    def client(self, database):
        command = ["psql", "-XAtq", "-h", self.at.hostname, "-p", str(self.at.port or 5432), "-U",
                   self.at.username, database]
        return Client(command, r"\echo --done--", "ERROR:", {"PGPASSWORD": self.at.password or ""})

    def run(self, sql):
        return self.sql.run(sql)

    def fresh(self):
        self.run("drop schema if exists elsewhere cascade; drop schema public cascade; create schema public")

    def catalog(self):
        return sorted(line for line in self.run(POSTGRESQL_CATALOG) if line)

    def tables(self):
        return self.run("select relname from pg_class where relkind = 'r' and relnamespace = "
                        "'public'::regnamespace and relname not like 'databasechangelog%'")

    def close(self):
        self.sql.close()
        admin = self.client(self.at.path.lstrip("/") or "postgres")
        admin.run(f"drop database {self.database}")
        admin.close()


# The sequence of an identity column is named by the column: its own name is the one that the table had when it was made,
# which a rollback block that makes a renamed table anew cannot give back.
POSTGRESQL_CATALOG = """
with t as (select c.oid, c.relname, c.relkind from pg_class c where c.relnamespace = 'public'::regnamespace
  and c.relname not like 'databasechangelog%')
select 'table ' || relname || ' ' || coalesce(obj_description(oid, 'pg_class'), '') from t where relkind = 'r'
union all select 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
  || case when attnotnull then ' not null' else '' end || attidentity::text
  || coalesce(' default ' || pg_get_expr(adbin, adrelid), '') || coalesce(' comment ' || col_description(t.oid, attnum), '')
  from t join pg_attribute a on attrelid = t.oid and attnum > 0 and not attisdropped
  left join pg_attrdef d on adrelid = t.oid and adnum = attnum where relkind in ('r', 'v')
union all select 'constraint ' || relname || '.' || conname || ' ' || pg_get_constraintdef(k.oid) from t join pg_constraint k on conrelid = t.oid
union all select 'index ' || pg_get_indexdef(indexrelid) from t join pg_index on indrelid = t.oid
union all select 'view ' || relname || ' ' || regexp_replace(pg_get_viewdef(oid), '\\s+', ' ', 'g') from t where relkind = 'v'
union all select 'sequence ' || coalesce(numbered, relname) || ' ' || seqstart || ' ' || seqincrement || ' ' || seqmin || ' ' || seqmax || ' ' || seqcache || ' ' || seqcycle
  from t join pg_sequence on seqrelid = t.oid
  left join lateral (select attrelid::regclass || '.' || attname numbered from pg_depend join pg_attribute
    on attrelid = refobjid and attnum = refobjsubid where objid = t.oid and deptype = 'i') identity on true
union all select 'routine ' || proname || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
union all select 'trigger ' || relname || '.' || pg_get_triggerdef(g.oid) from t join pg_trigger g on tgrelid = t.oid where not tgisinternal
"""


class Mariadb:
    name = "mariadb"

    def __init__(self, url, _folder):
        self.at = urlparse(url)
        self.database = f"soak_{os.getpid()}"
        command = ["mariadb", "--batch", "-N", "--unbuffered", "--force", "-h", self.at.hostname, "-P",
                   str(self.at.port or 3306), "-u", self.at.username]
        self.sql = Client(command, "select '--done--';", "ERROR ", {"MYSQL_PWD": self.at.password or ""})
        self.arguments = [f"--url=jdbc:mariadb://{self.at.hostname}:{self.at.port or 3306}/{self.database}",
                          f"--username={self.at.username}", f"--password={self.at.password}"]

    def run(self, sql):
        return self.sql.run(sql)

    def fresh(self):
        self.run(f"drop database if exists {self.database}_elsewhere; drop database if exists {self.database}; "
                 f"create database {self.database}; use {self.database}")

    def objects(self):
        rows = self.run(f"select table_type, table_name from information_schema.tables where table_schema = '{self.database}'")
        return [row.split("\t") for row in rows if not row.split("\t")[1].lower().startswith(TRACKING)]

    def catalog(self):
        objects = self.objects()
        if objects:
            shown = self.run("; ".join(f"show create table `{name}`" for _, name in objects))
        else:
            shown = []
        lines = []
        for (kind, _), row in zip(objects, shown):
            name, text = row.split("\t")[:2]
            name = "view " + name if kind == "VIEW" else name
            text = re.sub(r" AUTO_INCREMENT=\d+", "", text.replace(f"`{self.database}`.", ""))
            lines += [f"{name}: {line.strip().rstrip(',')}" for line in text.split("\\n")]
        for row in self.run(f"select routine_name, md5(routine_definition) from information_schema.routines where routine_schema = '{self.database}'"):
            lines.append("routine " + row)
        for row in self.run(f"select event_object_table, trigger_name, action_statement from information_schema.triggers where trigger_schema = '{self.database}'"):
            lines.append("trigger " + row)
        return sorted(lines)

    def tables(self):
        return [name for kind, name in self.objects() if kind == "BASE TABLE"]

    def close(self):
        self.run(f"drop database if exists {self.database}_elsewhere; drop database if exists {self.database}")
        self.sql.close()


class Sqlite:
    name = "sqlite"

    def __init__(self, _url, folder):
        self.file = Path(folder) / "soak.db"
        self.arguments = [f"--url=jdbc:sqlite:{self.file}"]

    def connect(self):
        return sqlite3.connect(self.file, isolation_level=None)

    def run(self, sql):
        connection = self.connect()
        try:
            return ["|".join(str(cell) for cell in row) for row in connection.execute(sql)]
        finally:
            connection.close()

    def fresh(self):
        self.file.unlink(missing_ok=True)

    def tables(self):
        return self.run("select name from sqlite_master where type = 'table' and name not like 'databasechangelog%' "
                        "and name not like 'sqlite_%'")

    def catalog(self):
        connection = self.connect()
        lines = []
        for kind, name, table, sql in connection.execute(
                "select type, name, tbl_name, sql from sqlite_master where tbl_name not like 'databasechangelog%'").fetchall():
            if kind in ("view", "trigger"):
                lines.append(f"{kind} " + re.sub(r"\s+", " ", sql.replace('"', "")).lower())
            if kind != "table" or name.startswith("sqlite_"):
                continue
            lines.append(f"table {name}" + (" autoincrement" if "autoincrement" in sql.lower() else ""))
            for row in connection.execute(f"select name, type, \"notnull\", dflt_value, pk from pragma_table_info('{name}')"):
                lines.append(re.sub(r"(?<=\d), (?=\d)", ",", f"column {name}.{row[0]} {row[1:]}".lower().replace("('int'", "('integer'").replace("'true'", "'1'")))
            for row in connection.execute(f"select \"table\", \"from\", \"to\", on_delete from pragma_foreign_key_list('{name}')"):
                lines.append(f"foreign key {name} {row}".lower())
            for index, unique, origin in connection.execute(
                    f"select name, \"unique\", origin from pragma_index_list('{name}')").fetchall():
                columns = [row[0] for row in connection.execute(f"select name from pragma_index_info('{index}')")]
                lines.append(f"index {name} {index if origin == 'c' else origin} {unique} {columns}".lower())
        connection.close()
        return sorted(lines)

    def close(self):
        self.fresh()


KINDS = {"postgresql": Postgresql, "mariadb": Mariadb, "sqlite": Sqlite}
