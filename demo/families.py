"""What somebody shares with a relative, what is written about them, and their letters: by the app's own actions."""

import datetime as dt

from django.db.models import F

from centre.models import Mail, User
from families import letters, links
from families.drafting import months
from families.models import Decision, News, Part
from residents import consenting, contacts
from residents.models import Account, Answer, ContactKind, Resident, Topic
from support import actions as support

from .almanac import DAY
from .data import names

HOUR = dt.timedelta(hours=1)
PART_OF = {"month_was": Part.MONTH}


class Family:
    """One resident and one relative of a house."""

    def __init__(self, centre, now, data):
        self.centre, self.now, self.data = centre, now, data
        self.today = centre.day_at(now)
        written = data["resident"].split(" ")
        self.resident = Resident.unscoped.get(centre=centre, family_latin=written[0], given_latin=written[1])
        self.account = Account.unscoped.current().get(resident=self.resident)
        stay = self.resident.stays.select_related("key_worker__user").get(moved_out_on=None)
        assert stay.key_worker is not None  # everybody in the demo has one
        self.worker = stay.key_worker.user

    def live(self):
        """Everything in the order of its days; what was to be told by mail in years past is told."""
        known = {key: self.data["relative"][key] for key in ("email", "relation", "language")}
        known |= names(self.data["relative"]["name"])
        self.contact = contacts.name(resident=self.resident, kind=ContactKind.RELATIVE, **known)
        self.share(self.data["consents"])
        for note in self.data["notes"]:
            self.write(**note)
        for letter in self.data["letters"]:
            self.send(dict(letter))
        for news in self.data["news"]:
            words = {"text": news["text"], "text_ja": news["text_ja"]}
            News(centre=self.centre, on=self.today + news["in_days"] * DAY, **words).insert()
        Mail.unscoped.filter(centre=self.centre, sent_at=None, withheld_at=None).update(sent_at=F("due_at"))

    def share(self, said):
        at = self.now - said["days"] * DAY
        answers = {Topic(t): Answer.YES for t in said["yes"]} | {Topic(t): Answer.NO for t in said["no"]}
        given = {"by": self.account.user, "day": self.centre.day_at(at), "at": at}
        consenting.answer(contact=self.contact, answers=answers, account=self.account, **given)
        asked = links.ask(contact=self.contact, **given)
        links.accept(invitation=asked, user=User.objects.get(email=self.contact.email), at=at + HOUR)

    def write(self, days, **words):
        at = self.now - days * DAY
        day = self.centre.day_at(at)
        support.write(resident=self.resident, by=self.worker, at=at, today=day, day=day, **words)

    def send(self, row):
        at = self.now - row.pop("days") * DAY
        month, decision = self.month(row.pop("month")), row.pop("decision", "")
        passages = {PART_OF.get(part, part): text for part, text in row.items()}
        then = {"day": self.centre.day_at(at), "at": at}
        letter = letters.draft(contact=self.contact, month=month, passages=passages, by=self.worker, **then)
        letters.lay_before(letter=letter, version=1, **then)
        if decision:
            words = {"own_words": row["own_words"]} if decision == Decision.OWN_WORDS else {}
            decided = {"account": self.account, "day": then["day"], "at": at + 3 * HOUR}
            letters.decide(letter=letter, version=2, decision=decision, **decided, **words)

    def month(self, which):
        """A month by its first day: 0 for this one, -1 for the last."""
        month = self.today.replace(day=1)
        for _earlier in range(-which):
            month = months(month)[1]
        return month
