from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "residents"

    def ready(self):
        from centre import outbox  # noqa: PLC0415  (it needs the models)

        from . import accounts, mail_account  # noqa: PLC0415

        outbox.register(accounts.ASKED, mail_account.asked)
