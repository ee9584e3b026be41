from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from . import grants


class CentreConfig(AppConfig):
    name = "centre"

    everywhere = staticmethod(
        grants.on_functions(
            "centre_works_somewhere(bigint, date)",
            "centre_forget_operations(timestamptz)",
            "centre_mail_due(timestamptz, interval)",
        )
    )

    def ready(self):
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415

        from . import access, live, roles, signin  # noqa: PLC0415  (they need the settings and the models)

        connection_created.connect(roles.refuse_a_role_above_the_walls)
        pre_migrate.connect(grants.by_default, sender=self)
        post_migrate.connect(grants.on_tables)
        post_migrate.connect(self.everywhere, sender=self)
        authenticator_added.connect(signin.set_up_is_used)
        live.known.audiences.append((access.staff_listener, access.still_working))
