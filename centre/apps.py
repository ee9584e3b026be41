from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class CentreConfig(AppConfig):
    name = "centre"

    def ready(self):
        from . import access, grants, live, roles  # noqa: PLC0415  (they need the settings and the models)

        connection_created.connect(roles.refuse_a_role_above_the_walls)
        pre_migrate.connect(grants.by_default, sender=self)
        post_migrate.connect(grants.on_tables)
        live.known.audiences.append((access.staff_listener, access.still_working))
