"""What the ringing jobs may do in every house at once: three definer functions, each with the moment as its argument."""

from django.db import migrations

# Claims every ring that is due: up to 200 ms early, never more than the grace late. One statement decides,
# however many tickers ask.
RING_DUE = """
CREATE FUNCTION schedules_ring_due(moment timestamptz, grace interval)
RETURNS TABLE (centre_id bigint, id bigint, due_at timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE schedules_ring r SET state = 'rung', rung_at = moment
   WHERE r.state = 'planned' AND r.due_at <= moment + interval '200 ms' AND r.due_at > moment - grace
  RETURNING r.centre_id, r.id, r.due_at
$$
"""
# What is later than the grace is on record as missed; it is never rung in a burst.
MISS_OVERDUE = """
CREATE FUNCTION schedules_miss_overdue(moment timestamptz, grace interval)
RETURNS TABLE (centre_id bigint, id bigint, due_at timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE schedules_ring r SET state = 'missed'
   WHERE r.state = 'planned' AND r.due_at <= moment - grace
  RETURNING r.centre_id, r.id, r.due_at
$$
"""
# The instants to wake at. No row leaves the function, only times.
DUE_AHEAD = """
CREATE FUNCTION schedules_due_ahead(after timestamptz, until timestamptz) RETURNS TABLE (due_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT r.due_at FROM schedules_ring r
   WHERE r.state = 'planned' AND r.due_at > after AND r.due_at <= until
$$
"""
FUNCTIONS = {
    "schedules_ring_due(timestamptz, interval)": RING_DUE,
    "schedules_miss_overdue(timestamptz, interval)": MISS_OVERDUE,
    "schedules_due_ahead(timestamptz, timestamptz)": DUE_AHEAD,
}

OPERATIONS = [
    migrations.RunSQL(f"{create}; REVOKE ALL ON FUNCTION {name} FROM public", f"DROP FUNCTION {name}")
    for name, create in FUNCTIONS.items()
]
