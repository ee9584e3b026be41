from django.db import migrations

# Forgets the ids of forms in every house at once. However late a moment it is given, never those of the last 14 days.
FORGET_OPERATIONS = """
CREATE FUNCTION centre_forget_operations(moment timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH forgotten AS (
    DELETE FROM centre_operation o WHERE o.at < least(moment, now()) - interval '14 days' RETURNING 1
  )
  SELECT count(*) FROM forgotten
$$;
REVOKE ALL ON FUNCTION centre_forget_operations(timestamptz) FROM public
"""


class Migration(migrations.Migration):
    dependencies = [("centre", "0001_initial")]

    operations = [migrations.RunSQL(FORGET_OPERATIONS, "DROP FUNCTION centre_forget_operations(timestamptz)")]
