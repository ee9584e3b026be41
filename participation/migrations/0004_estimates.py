from django.db import migrations

# A period is of one house. PostgreSQL would take both for independent, expect two rows of a house's day among
# 20 million marks, and plan otherwise than for a hundred thousand (`make bench-log`).
ESTIMATES = """
CREATE STATISTICS mark_period_decides_centre (dependencies) ON centre_id, period_id FROM participation_mark
"""


class Migration(migrations.Migration):
    dependencies = [("participation", "0003_rounds")]

    operations = [migrations.RunSQL(ESTIMATES, "DROP STATISTICS mark_period_decides_centre")]
