"""What must stand before the first table: ranges in constraints, search keys, the history's trigger."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

# Katakana to hiragana, NFKD so that voicing marks stand alone and full width becomes plain; then both
# marks and all white space go. So ガク, がく and かく are found by each other.
SEARCH_KEY = """
CREATE FUNCTION centre_search_key(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT translate(
    regexp_replace(lower(normalize(words, NFKD)), '[\\u3099\\u309A\\u0300-\\u036F\\s]', '', 'g'),
    'ァアィイゥウェエォオカキクケコサシスセソタチッツテトナニヌネノハヒフヘホマミムメモャヤュユョヨラリルレロヮワヰヱヲンヵヶ',
    'ぁあぃいぅうぇえぉおかきくけこさしすせそたちっつてとなにぬねのはひふへほまみむめもゃやゅゆょよらりるれろゎわゐゑをんゕゖ'
  )
$$
"""

# One function for every table. Its argument is the column that holds the centre. As definer it may write
# the history, which the app role may only read.
HISTORY = """
CREATE FUNCTION centre_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  was jsonb := CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) END;
  is_now jsonb := CASE WHEN tg_op <> 'DELETE' THEN to_jsonb(new) END;
BEGIN
  INSERT INTO centre_change (centre_id, "table", row_id, at, by_id, old, new)
  VALUES (
    (coalesce(is_now, was) ->> tg_argv[0])::bigint, tg_table_name, (coalesce(is_now, was) ->> 'id')::bigint,
    clock_timestamp(), nullif(current_setting('app.user', true), '')::bigint, was, is_now
  );
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION centre_history() FROM public
"""

# Whether somebody works in any house on a day or later: one yes or no, and no row, leaves the function.
WORKS_SOMEWHERE = """
CREATE FUNCTION centre_works_somewhere(person bigint, day date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM centre_membership m
     WHERE m.user_id = person AND m.accepted_at IS NOT NULL AND (m.until_on IS NULL OR m.until_on >= day)
  );
END $$;
REVOKE ALL ON FUNCTION centre_works_somewhere(bigint, date) FROM public
"""


OPERATIONS = [
    BtreeGistExtension(),
    migrations.RunSQL(SEARCH_KEY, "DROP FUNCTION centre_search_key(text)"),
    migrations.RunSQL(HISTORY, "DROP FUNCTION centre_history()"),
    migrations.RunSQL(WORKS_SOMEWHERE, "DROP FUNCTION centre_works_somewhere(bigint, date)"),
]
