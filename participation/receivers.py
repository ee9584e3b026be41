from django.dispatch import receiver

from schedules.signals import period_continued, periods_forgotten

from .models import GroupPeriod, SignUp


@receiver(period_continued)
def who_is_expected_stays(sender, before, after, **kwargs):
    """Groups and those who signed up are expected at what takes the place of a period; its past keeps them too."""
    for link in GroupPeriod.unscoped.filter(period=before):
        GroupPeriod(centre_id=link.centre_id, group_id=link.group_id, period=after).insert()
    for sign_up in SignUp.unscoped.filter(period=before):
        SignUp(centre_id=sign_up.centre_id, resident_id=sign_up.resident_id, period=after).insert()


@receiver(periods_forgotten)
def nobody_is_expected(sender, periods, **kwargs):
    GroupPeriod.unscoped.filter(period__in=periods).delete()
    SignUp.unscoped.filter(period__in=periods).delete()
