"""The triggers in PostgreSQL's words: a few functions that serve every table.

A trigger's arguments carry what differs from table to table, so a renamed table needs no new
function. A trigger that somebody switched off counts as missing.
"""

from songhanh.foundation.lib.triggers.declaring import (
    HISTORY_TABLE,
    KEY_TABLE,
    Protection,
    Seal,
)

CATALOGUE = (
    "SELECT t.tgname, c.relname, t.tgenabled IN ('O', 'A') FROM pg_trigger t "
    "JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"
)

INSERTED = "songhanh_inserted"
"""What a trigger of a whole statement calls the rows that were inserted."""

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION songhanh_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_TABLE_NAME || TG_ARGV[0]
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE FUNCTION songhanh_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed boolean;
BEGIN
  -- A condition of a trigger may not ask other tables, so the function does. What is inserted
  -- comes by the hundred, and is asked about once a statement.
  IF TG_OP = 'INSERT' THEN
    EXECUTE 'SELECT EXISTS (SELECT 1 FROM {INSERTED} WHERE ' || TG_ARGV[0] || ')' INTO closed;
  ELSE
    EXECUTE 'SELECT ' || TG_ARGV[0] INTO closed USING OLD;
  END IF;
  IF closed THEN
    RAISE EXCEPTION '%', TG_TABLE_NAME || ': the row is closed'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION songhanh_digested(part jsonb, field text) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT part ? field THEN
    RAISE EXCEPTION 'personal column % is gone: run the migrations, they renew the triggers', field;
  END IF;
  IF part ->> field IS NULL THEN
    RETURN part;
  END IF;
  RETURN jsonb_set(part, ARRAY[field], to_jsonb(encode(sha256(convert_to(
    (SELECT key FROM {KEY_TABLE} LIMIT 1) || (part ->> field), 'UTF8')), 'hex')));
END $$;

CREATE OR REPLACE FUNCTION songhanh_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  becomes jsonb;
  row_key text := was ->> TG_ARGV[0];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    becomes := to_jsonb(NEW);
  END IF;
  FOR i IN 1 .. TG_NARGS - 1 LOOP
    was := songhanh_digested(was, TG_ARGV[i]);
    IF becomes IS NOT NULL THEN
      becomes := songhanh_digested(becomes, TG_ARGV[i]);
    END IF;
  END LOOP;
  INSERT INTO {HISTORY_TABLE} (at, table_name, row_key, operation, before, after, fact_id)
  VALUES (clock_timestamp(), TG_TABLE_NAME, row_key, lower(TG_OP), was, becomes,
    NULLIF(current_setting('songhanh.fact', true), '')::uuid);
  RETURN NULL;
END $$
"""  # noqa: S608 - names of our own tables, no input


def append_only(protection: Protection, names: list[str]) -> list[str]:
    """Refuse UPDATE, DELETE and TRUNCATE."""
    on_update, on_delete, on_truncate = names
    refuse = "EXECUTE FUNCTION songhanh_refuse(' is append-only')"
    table = protection.table
    return [
        f'CREATE TRIGGER "{on_update}" BEFORE UPDATE ON "{table}" FOR EACH ROW {refuse}',
        f'CREATE TRIGGER "{on_delete}" BEFORE DELETE ON "{table}" FOR EACH ROW {refuse}',
        f'CREATE TRIGGER "{on_truncate}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {refuse}',
    ]


def closing(seal: Seal, names: list[str]) -> list[str]:
    """Refuse the verbs on rows that are closed."""
    return [
        f'CREATE TRIGGER "{name}" {_each(seal, verb)}'
        for name, verb in zip(names, seal.verbs, strict=True)
    ]


def _each(seal: Seal, verb: str) -> str:
    if verb == "insert":
        when, row = f'AFTER INSERT ON "{seal.table}" REFERENCING NEW TABLE AS {INSERTED}', INSERTED
        each = "STATEMENT"
    else:
        when, row, each = f'BEFORE {verb.upper()} ON "{seal.table}"', "($1)", "ROW"
    condition = seal.when.format(row=row).replace("'", "''")
    return f"{when} FOR EACH {each} EXECUTE FUNCTION songhanh_closed('{condition}')"


def history(protection: Protection, names: list[str]) -> list[str]:
    """Keep the row before and after; refuse TRUNCATE, which shows a trigger no rows."""
    on_update, on_delete, on_truncate = names
    columns = [protection.key_column, *sorted(protection.personal_columns)]
    arguments = ", ".join(f"'{column}'" for column in columns)
    keep = f"FOR EACH ROW {{}}EXECUTE FUNCTION songhanh_history({arguments})"
    table = protection.table
    return [
        f'CREATE TRIGGER "{on_update}" AFTER UPDATE ON "{table}" '
        + keep.format("WHEN (OLD.* IS DISTINCT FROM NEW.*) "),
        f'CREATE TRIGGER "{on_delete}" AFTER DELETE ON "{table}" ' + keep.format(""),
        f'CREATE TRIGGER "{on_truncate}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT '
        "EXECUTE FUNCTION songhanh_refuse(' keeps the history of its rows: delete them instead')",
    ]
