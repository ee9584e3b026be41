from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "residents"

    def ready(self):
        from centre import outbox  # noqa: PLC0415  (it needs the models)

        from . import accounts, leaving, mail_account, mail_leaving  # noqa: PLC0415

        outbox.register(accounts.ASKED, mail_account.asked)
        outbox.register(accounts.ENDED, mail_account.ended)
        outbox.register(leaving.TO_DIRECTOR, mail_leaving.to_director)
        outbox.register(leaving.TO_OUTSIDE_PERSON, mail_leaving.to_outside_person)
        outbox.register(leaving.TO_OFFICER, mail_leaving.to_officer)
