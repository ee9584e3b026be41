"""The trigger function of `families.models.StaysAsDecided`, for the letter and for each of its parts.

A letter begins undecided, and is decided once.
"""

from django.db import migrations

STAYS_AS_DECIDED = """
CREATE FUNCTION families_stays_as_decided() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
  letters bigint[];
BEGIN
  IF tg_table_name = 'families_summary' THEN
    IF tg_op = 'INSERT' THEN
      IF new.decision = '' THEN RETURN new; END IF;
    ELSIF old.decision = '' THEN
      RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
    END IF;
  ELSE
    IF tg_op <> 'INSERT' THEN letters := letters || old.summary_id; END IF;
    IF tg_op <> 'DELETE' THEN letters := letters || new.summary_id; END IF;
    IF NOT EXISTS (SELECT FROM families_summary l WHERE l.id = ANY (letters) AND l.decision <> '') THEN
      RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
    END IF;
  END IF;
  RAISE EXCEPTION 'a letter stays as the resident decided'
    USING ERRCODE = 'check_violation', CONSTRAINT = tg_name, TABLE = tg_table_name;
END $$
"""

OPERATIONS = [migrations.RunSQL(STAYS_AS_DECIDED, "DROP FUNCTION families_stays_as_decided()")]
