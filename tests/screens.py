"""Pictures of the pages for docs/screens: `make screens` takes them anew from the demo, at its own hour of the day."""

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings

from tests.browser import chromium, sign_in
from tests.stack import running

FOLDER = settings.BASE_DIR / "docs" / "screens"
PAGES = [
    # name, who, path, language, light, width
    ("today-en-1440", "support@school.example", "", "en", "light", 1440),
    ("today-ja-390", "support@school.example", "", "ja", "dark", 390),
    ("today-camp-ja-820", "support@camp.example", "", "ja", "light", 820),
    ("house-ja-820", "support@camp.example", "house/", "ja", "dark", 820),
    ("people-en-1440", "director@camp.example", "people/", "en", "light", 1440),
    ("timetable-en-1440", "director@school.example", "timetable/", "en", "light", 1440),
    ("timetable-ja-390", "support@school.example", "timetable/", "ja", "light", 390),
    ("log-day-ja-1440", "support@school.example", "log/", "ja", "light", 1440),
    ("log-day-en-390", "support@camp.example", "log/", "en", "dark", 390),
    ("greetings-ja-390", "support@school.example", "log/greetings/", "ja", "light", 390),
    ("night-ja-820", "night@camp.example", "night/", "ja", "light", 820),
    ("handover-en-1440", "support@school.example", "handover/", "en", "light", 1440),
    ("handover-ja-390", "night@camp.example", "handover/", "ja", "dark", 390),
    ("not-logged-en-820", "support@school.example", "log/open/", "en", "light", 820),
    ("year-en-1440", "support@school.example", "people/{resident}/year/", "en", "light", 1440),
    ("what-we-did-ja-820", "support@school.example", "timetable/lessons/", "ja", "light", 820),
    ("log-period-en-390", "support@school.example", "{open}", "en", "light", 390),
    ("turns-en-820", "support@camp.example", "turns/", "en", "dark", 820),
    ("report-en-1440", "director@camp.example", "reports/stays/", "en", "light", 1440),
    ("report-ja-390", "director@camp.example", "reports/stays/", "ja", "dark", 390),
    ("my-day-en-390", "uta@camp.example", "my/", "en", "light", 390),
    ("my-day-ja-820", "kazuma@school.example", "my/", "ja", "dark", 820),
    ("leave-ja-390", "uta@camp.example", "my/leave/", "ja", "light", 390),
    ("my-letter-en-390", "kazuma@school.example", "my/letters/{waiting}/", "en", "light", 390),
    ("my-consents-ja-390", "uta@camp.example", "my/contacts/{relative}/consents/", "ja", "light", 390),
    ("my-family-ja-820", "uta@camp.example", "my/family/{relative}/", "ja", "dark", 820),
    ("my-notes-ja-390", "uta@camp.example", "my/notes/", "ja", "dark", 390),
    ("family-en-820", "sister@school.example", "family/", "en", "light", 820),
    ("family-ja-1440", "mother@camp.example", "family/", "ja", "light", 1440),
    ("family-ja-820", "mother@camp.example", "family/", "ja", "dark", 820),
    ("letters-en-1440", "support@camp.example", "letters/", "en", "light", 1440),
    ("letter-ja-820", "support@camp.example", "letters/{waiting}/", "ja", "light", 820),
    ("letter-draft-en-1440", "support@school.example", "letters/to/{relative}/", "en", "light", 1440),
    ("notes-en-1440", "support@school.example", "people/{resident}/notes/", "en", "dark", 1440),
    ("consents-en-820", "support@camp.example", "people/contacts/{relative}/consents/", "en", "light", 820),
    ("settings-ja-820", "director@school.example", "settings/", "ja", "light", 820),
]


FAMILY = """SELECT l.id, l.contact_id, r.code
    FROM families_summary l JOIN residents_resident r ON r.id = l.resident_id JOIN centre_centre c ON c.id = l.centre_id
    WHERE l.decision = '' AND c.slug = %s"""


def take(stack, browser, name, who, path, language, light, width):
    slug = "school" if "school" in who else "camp"
    context = browser.new_context(color_scheme=light, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    sign_in(page, stack.address, who, language)
    page.set_viewport_size({"width": width, "height": 900})
    if path == "{open}":
        page.goto(f"{stack.address}/c/{slug}/")
        page.goto(stack.address + page.locator("#to-do .link-row").last.get_attribute("href"))
    else:
        ((waiting, relative, resident),) = stack.rows(FAMILY, slug)
        path = path.format(waiting=waiting, relative=relative, resident=resident)
        page.goto(f"{stack.address}/c/{slug}/{path}")
    page.wait_for_timeout(400)
    page.screenshot(path=FOLDER / f"{name}.png", full_page=path != "{open}")
    context.close()


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("names", nargs="*", help="only these pictures")
    names = wanted.parse_args().names
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), "web") as stack, chromium() as browser:
        for page in PAGES:
            if not names or page[0] in names:
                take(stack, browser, *page)


if __name__ == "__main__":
    main()
