"""What the outbox may do in every house at once."""

from django.db import migrations

# Takes in hand what is due and nobody else has in hand: each mail by one caller, however many ask. What was
# taken longer ago than `lease` belonged to a worker that died. No text leaves the function, only ids.
MAIL_DUE = """
CREATE FUNCTION centre_mail_due(moment timestamptz, lease interval) RETURNS TABLE (centre_id bigint, id bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE centre_mail m SET claimed_at = moment, tries = m.tries + 1
   WHERE m.id IN (
     SELECT d.id FROM centre_mail d
      WHERE d.sent_at IS NULL AND d.withheld_at IS NULL AND d.due_at <= moment
        AND (d.claimed_at IS NULL OR d.claimed_at <= moment - lease)
      ORDER BY d.due_at LIMIT 50 FOR UPDATE SKIP LOCKED
   )
  RETURNING m.centre_id, m.id
$$
"""
NAME = "centre_mail_due(timestamptz, interval)"

OPERATIONS = [
    migrations.RunSQL(f"{MAIL_DUE}; REVOKE ALL ON FUNCTION {NAME} FROM public", f"DROP FUNCTION {NAME}"),
]
