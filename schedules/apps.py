from django.apps import AppConfig
from django.db.models.signals import post_migrate

from centre import grants


class SchedulesConfig(AppConfig):
    name = "schedules"

    ringing = staticmethod(
        grants.on_functions(
            "schedules_ring_due(timestamptz, interval)",
            "schedules_miss_overdue(timestamptz, interval)",
            "schedules_due_ahead(timestamptz, timestamptz)",
        )
    )

    def ready(self):
        post_migrate.connect(self.ringing, sender=self)
