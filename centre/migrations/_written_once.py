"""The trigger function of `tenancy.WrittenOnce`: its arguments are the columns that may still be filled in."""

from django.db import migrations

WRITTEN_ONCE = """
CREATE FUNCTION centre_written_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  is_now jsonb := CASE WHEN tg_op = 'UPDATE' THEN to_jsonb(new) END;
BEGIN
  IF tg_op = 'UPDATE' AND NOT EXISTS (
    SELECT FROM jsonb_each(to_jsonb(old)) was
     WHERE was.value <> is_now -> was.key AND NOT (was.key = ANY (tg_argv) AND was.value = 'null')
  ) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'rows of % are written once', tg_table_name
    USING ERRCODE = 'check_violation', CONSTRAINT = tg_name, TABLE = tg_table_name;
END $$
"""

OPERATIONS = [migrations.RunSQL(WRITTEN_ONCE, "DROP FUNCTION centre_written_once()")]
