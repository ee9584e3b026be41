"""Rules that speak for code not yet written. Each names what breaks it."""

import ast
import inspect
import re
from pathlib import Path

from django import forms
from django.apps import apps
from django.conf import settings
from django.test import RequestFactory

from centre import translations
from centre.access import Gate, May
from centre.forms import ViewerForm
from centre.tenancy import Scoped
from tests import addresses, checks

OURS = translations.APPS
MAY_SAY_UNSCOPED = {
    "models.py",
    "models",
    "actions.py",
    "actions_rounds.py",
    "access.py",
    "tenancy.py",
    "receivers.py",
    "day.py",  # schedules: what takes place on a date, asked by jobs and pages alike
    "rules.py",  # schedules: what a change must keep to, asked inside its transaction
    "planning.py",  # schedules: the job that plans the rings of one house
    "ringing.py",  # schedules: what rang in a house, asked by the hub
    "accounts.py",  # residents: actions of a resident's own sign-in
    "invitations.py",  # centre: the invitation of a link, found behind its gate
    "contacts.py",  # residents: the actions on whom somebody names outside
    "leaving.py",  # residents: the actions of who wants to leave
    "mail_leaving.py",  # residents: what the outbox asks when a mail is due
    "mail_account.py",  # residents: what the outbox asks when a mail is due
    "mail_family.py",  # families: what the outbox asks when a mail is due
    "consenting.py",  # residents: the actions on what somebody shares, and the question that all ask
    "links.py",  # families: the actions on a relative's sign-in
    "letters.py",  # families: the actions on a letter
    "reading.py",  # families: the one way of a relative to a letter, by the consents
    "wording.py",  # families: the names that no letter holds, asked inside an action
    "outbox.py",  # centre: the job that sends what every house has to send
    "rota.py",  # chores: the job that shares out the turns of one house
}
FORM_FIELDS_OF_A_CHOICE_ONLY = {"forms.py", "forms_house.py", "forms_sign_up.py"}
OWN_ACCOUNT = {"account", "mfa", "usersessions"}
OF_RESIDENTS = (
    "home:my-day home:my-clock residents:leave residents:leave-withdraw residents:my-contacts residents:my-contact-end"
    " residents:rest residents:rest-undo residents:my-contact-change residents:my-consents"
    " residents:my-consents-stop support:my-notes participation:my-rounds taking-part:my-year taking-part:my-year-until"
    " families:my-family families:my-family-ask families:my-letters families:my-letter families:my-letter-change"
    " families:my-letter-own-words families:my-letter-decide"
)
OF_RELATIVES = {"families:family", "families:family-month"}


def sources(suffix=".py"):
    for app in OURS:
        for path in sorted((settings.BASE_DIR / app).rglob(f"*{suffix}")):
            if "migrations" not in path.parts:
                yield path


def test_every_address_in_a_house_passed_a_gate():
    houses = addresses.in_houses()
    assert len(houses) >= 25
    audiences = {"staff", "resident", "relative", "invited"}
    assert [a.name for a in houses if not isinstance(a.gate, Gate) or a.gate.audience not in audiences] == []


def test_every_gate_asks_for_what_the_record_table_says():
    """A literal second list, so that a gate cannot be widened in one place alone."""
    asked = {a.name: a.gate.permission for a in addresses.in_houses() if a.gate.audience == "staff"}
    wanted = {
        May.SEE_HOUSE: "centre:about chores:chores chores:day chores:today home:clock home:ring home:ringing "
        "home:to-do home:today participation:day participation:period participation:today "
        "taking-part:open taking-part:week taking-part:year taking-part:year-until "
        "residents:people residents:person rooms:plan rooms:room schedules:special-days "
        "schedules:week schedules:week-of schedules:lessons residents:consents",
        May.WRITE_PEOPLE: "residents:person-change residents:person-key-worker residents:person-move-out"
        " residents:account residents:account-end residents:person-leaves"
        " residents:contact-add residents:contact-change residents:contact-end"
        " families:link families:link-ask families:link-end"
        " residents:away-add residents:away-out residents:away-back residents:away-not-back residents:away-undo"
        " rooms:move-in rooms:move-in-again rooms:move",
        May.CHANGE_ROOMS: "rooms:wing-add rooms:wing-change rooms:room-add rooms:room-change"
        " rooms:closure-add rooms:closure-remove",
        May.SEE_REPORTS: "reports:stays",
        May.RECORD_CONSENT: "residents:consents-paper residents:consents-stop",
        May.WRITE_NOTES: "support:notes support:note-change support:note-task support:person-task support:handover"
        " support:handover-add support:handover-change support:handover-take-back support:handover-read"
        " support:handover-read-all support:handover-unread support:tasks support:task-add support:task-change"
        " support:task-done home:handover home:handover-new",
        May.WRITE_LETTERS: "families:letters families:letter families:letter-add families:letter-change"
        " families:letter-show families:letter-take-back families:letter-remove families:news",
        May.WRITE_NEWS: "families:news-add families:news-change families:news-remove",
        May.CHANGE_SETTINGS: "centre:outside centre:outside-add centre:outside-change centre:outside-remove "
        "centre:settings centre:about-add centre:about-change centre:about-remove",
        May.CHANGE_STAFF: "centre:staff centre:staff-add centre:staff-change",
        May.LOG: "participation:mark participation:cell participation:mark-history participation:mark-move"
        " participation:everyone participation:undo participation:sign-up centre:duty"
        " schedules:lesson participation:greetings participation:greetings-today participation:greet"
        " participation:meals participation:eat home:night home:night-in-my-light",
        May.TICK_CHORES: "chores:turn-record",
        May.CHANGE_CHORES: "chores:turn-give chores:chore-add chores:chore-change",
        May.CHANGE_TIMETABLE: "schedules:timetable-add schedules:timetable-remove schedules:period-add"
        " schedules:period-change schedules:period-remove schedules:event-add schedules:event-change"
        " schedules:event-remove schedules:special-day-add schedules:special-day-remove",
    }
    assert asked == {name: permission for permission, names in wanted.items() for name in names.split()}


def test_the_pages_of_residents_are_known():
    mine = {a.name for a in addresses.in_houses() if a.gate.audience == "resident"}
    assert mine == set(OF_RESIDENTS.split())


def test_the_pages_of_relatives_are_known():
    assert {a.name for a in addresses.in_houses() if a.gate.audience == "relative"} == OF_RELATIVES


def test_every_other_address_says_who_it_is_for():
    others = [a for a in addresses.every_address() if not a.is_in_a_house]
    assert len(others) >= 20
    undeclared = [a.name for a in others if a.gate is None and not a.is_of_allauth]
    assert undeclared == []
    assert {a.view.__module__.split(".")[1] for a in others if a.is_of_allauth} <= OWN_ACCOUNT


def test_public_addresses_are_few_and_known():
    public = {a.name for a in addresses.every_address() if a.gate == Gate("public")}
    assert public == {"healthz", "readyz", "me:language", "account_signup"}


def test_every_view_names_its_methods():
    """An unknown method is a 405 before the view is asked."""
    for address in addresses.every_address():
        if address.gate is None:
            continue
        request = RequestFactory().generic("BREW", "/")
        assert address.view(request, centre="x").status_code == 405, address.name


def test_every_model_is_scoped_or_listed():
    loose = {m._meta.db_table for m in apps.get_models() if not issubclass(m, Scoped)} - {"centre_change"}
    assert loose <= set(checks.SHARED)


def test_no_scoped_model_has_objects():
    assert len(checks.scoped_models()) >= 9
    assert [m.__name__ for m in checks.scoped_models() if hasattr(m, "objects")] == []


def test_unscoped_is_said_where_it_is_allowed():
    found = {p for p in sources() if re.search(r"\bunscoped\b", p.read_text())}
    assert found
    stray = [
        str(p.relative_to(settings.BASE_DIR))
        for p in found
        if not MAY_SAY_UNSCOPED & set(p.parts) and not only_as_an_empty_choice(p)
    ]
    assert stray == []


def only_as_an_empty_choice(path):
    """A form may name `Model.unscoped.none()`: no rows; ViewerForm fills in what the viewer may see."""
    uses = re.findall(r"unscoped(\S*)", path.read_text())
    return path.name in FORM_FIELDS_OF_A_CHOICE_ONLY and all(use.startswith(".none()") for use in uses)


def test_every_form_that_offers_rows_takes_a_viewer():
    checked = 0
    for form in form_classes():
        offers = any(isinstance(f, forms.ModelChoiceField) for f in form.base_fields.values())
        checked += offers
        assert not offers or issubclass(form, ViewerForm), form.__name__
    assert checked >= 3


def test_no_form_takes_every_field():
    for form in form_classes():
        assert getattr(getattr(form, "Meta", None), "fields", None) != "__all__", form.__name__
        assert not {"centre", "id", "code"} & set(form.base_fields), form.__name__


def form_classes():
    for app in OURS:
        for path in sorted((settings.BASE_DIR / app).glob("forms*.py")):
            module = __import__(f"{app}.{path.stem}", fromlist=["*"])
            for _name, found in inspect.getmembers(module, inspect.isclass):
                if issubclass(found, forms.BaseForm) and found.__module__ == module.__name__:
                    yield found


def test_the_cache_is_touched_by_sign_in_alone():
    """allauth keeps its counters there. A cache key without its centre would be a hole in the wall."""
    uses = [p.name for p in sources() if re.search(r"django\.core\.cache|cache_page", p.read_text())]
    assert uses == ["settings.py"]
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    assert [p for p in templates if "{% cache" in p.read_text()] == []


def test_no_raw_query_string_outside_forms_and_search():
    """`request.GET` and `request.POST` go through a form; what remains is listed."""
    allowed = {
        ("residents/views.py", "GET"),  # the words of the search
        ("residents/views.py", "POST"),  # the page to stay on, one of a list
        ("centre/views.py", "POST"),  # the language, one of a list, and the page to stay on
        ("centre/operations.py", "POST"),  # the operation's id
        ("families/views_letters.py", "GET"),  # the month, one of two
        ("families/views_relative.py", "GET"),  # whether the letter stands upright
        ("support/views.py", "GET"),  # the number of a page
    }
    found = set()
    for path in sources():
        for name in re.findall(r"request\.(GET|POST)[.\[]", path.read_text()):
            found.add((str(path.relative_to(settings.BASE_DIR)), name))
    assert found <= allowed


def test_views_read_the_clock_and_nobody_below_does():
    edges = {
        "views.py",
        "tasks.py",
        "access.py",
        "operations.py",
        "middleware.py",
        "sessions.py",
        "health.py",
        "streams.py",
        "listeners.py",
    }
    for path in sources():
        if (
            path.name in edges
            or path.name.startswith("views_")
            or {"management", "embedded"} & set(path.parts)
            or path.name == "supervisor.py"
        ):
            continue
        tree = ast.parse(path.read_text())
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not calls & {"timezone.now", "datetime.now", "date.today", "time.time"}, path


def test_templates_have_no_inline_script_or_style():
    templates = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    assert len(templates) >= 20
    for path in templates:
        text = path.read_text()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)", text), path


def test_every_post_form_in_a_house_carries_its_operation():
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(), re.S):
            to_account = re.search(r"url '(account_|mfa_|usersessions|me:|door:)", form.replace('"', "'"))
            in_account = {"account", "mfa", "usersessions"} & set(Path(path).parts)
            in_account |= {path.name} & {"account.html", "invitation.html"}  # an invitation holds once by itself
            assert "csrf_token" in form or "parts/form" in form, path
            assert to_account or in_account or "{% operation %}" in form or "parts/form" in form, path
