from django.utils.translation import get_language
from django.utils.translation import gettext as _


def greeting(user, time):
    """A greeting by the hour of the house, with the family name."""
    name = user.family_name if get_language() == "ja" else user.family_latin or user.family_name
    if 4 <= time.hour < 11:
        return _("Good morning, %(name)s.") % {"name": name}
    if 11 <= time.hour < 18:
        return _("Good afternoon, %(name)s.") % {"name": name}
    return _("Good evening, %(name)s.") % {"name": name}
