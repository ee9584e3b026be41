"""From "I name somebody" to a letter that is read, and to "share nothing": everybody in a browser of their own.

The resident on a phone, the director at a desk, the relative on a tablet. Mail goes by the worker, for real.
"""

import re
import time

import pytest

from tests.browser import sign_in, speak

pytestmark = [pytest.mark.slow, pytest.mark.browser]
HOUSES = {"en": ("school", "kazuma@school.example"), "ja": ("camp", "uta@camp.example")}
NO_LETTER = {"en": "There is no individual letter this month", "ja": "今月は個別のお便りはありません"}
LETTER = {
    "en": ("The stove is lit.", "The stove is lit, and I sit beside it."),
    "ja": ("ストーブに火が入りました。", "ストーブのそばに座っています。"),
}
PASSWORD = "a-password-of-my-own"


class Story:
    def __init__(self, stack, engine, language):
        self.stack, self.engine, self.language = stack, engine, language
        self.slug, self.resident = HOUSES[language]
        self.house = f"{stack.address}/c/{self.slug}/"
        self.aunt = f"aunt-{language}@family.example"

    def page(self, who, width):
        page = self.engine.new_context(viewport={"width": width, "height": 900}).new_page()
        if who:
            sign_in(page, self.stack.address, who, self.language)
        return page

    def mail(self, count):
        """The newest of so many mails to the aunt: each is on its way for a minute at most."""
        deadline = time.monotonic() + 60
        while len(found := self.stack.mails_to(self.aunt)) < count:
            assert time.monotonic() < deadline, "no mail within a minute"
            time.sleep(0.2)
        return found[-1]


@pytest.fixture(params=["en", "ja"])
def story(stack, browser_engine, request):
    return Story(stack, browser_engine, request.param)


def test_a_letter_is_shared_changed_sent_read_and_withdrawn(story):
    resident = story.page(story.resident, 390)
    contact = names_an_aunt(story, resident)
    shares(story, resident, contact, "sign_in", "living", "daily")
    asks_her_in(story, resident, contact)

    aunt = comes_in(story)
    assert NO_LETTER[story.language] in aunt.inner_text("main")

    draft, changed = LETTER[story.language]
    director = story.page(f"director@{story.slug}.example", 1280)
    letter = writes(story, director, contact, draft)
    aunt.reload()
    assert draft not in aunt.inner_text("body")

    decides(story, resident, letter, draft, changed)
    assert "/family/" in story.mail(2)
    assert changed not in story.mail(2)
    aunt.reload()
    assert changed in aunt.inner_text("main")
    assert draft not in aunt.inner_text("body")
    assert aunt.pdf(format="A4").startswith(b"%PDF")

    shares_nothing(story, resident, contact)
    for again in (aunt.reload, lambda: aunt.goto(f"{story.house}family/?as=lines")):
        again()
        assert NO_LETTER[story.language] in aunt.inner_text("main")
        assert changed not in aunt.content()
    aunt.go_back()
    assert changed not in aunt.content()

    resident.goto(f"{story.house}my/contacts/")
    resident.click(f"form[action$='/contacts/{contact}/end/'] button")
    assert aunt.goto(f"{story.house}family/").status == 404
    for page in (resident, director, aunt):
        page.context.close()


def names_an_aunt(story, page):
    page.goto(f"{story.house}my/contacts/")
    page.select_option("select[name=kind]", "relative")
    page.fill("[name=family_name]", "Oda")
    page.fill("[name=given_name]", "Ran")
    page.fill("[name=email]", story.aunt)
    page.select_option("select[name=language]", story.language)
    page.click("main form.form button.btn--go")
    address = page.locator("a[href$='/consents/']", has_text="Oda Ran").get_attribute("href")
    return re.search(r"/contacts/(\d+)/", address)[1]


def shares(story, page, contact, *topics):
    page.goto(f"{story.house}my/contacts/{contact}/consents/")
    for topic in topics:
        page.check(f"[name={topic}][value=yes]")
    page.click("main form.form button.btn--go")
    page.wait_for_url("**/my/contacts/")


def asks_her_in(story, page, contact):
    page.goto(f"{story.house}my/family/{contact}/")
    page.click("main form[action$='/ask/'] button")


def comes_in(story):
    """She opens the link of the mail, chooses a password and signs in with it."""
    link = re.search(r"https?://\S+?(/c/\S+)", story.mail(1))[1]
    page = story.page(None, 820)
    page.goto(story.stack.address + link)
    page.fill("[name=new_password1]", PASSWORD)
    page.fill("[name=new_password2]", PASSWORD)
    page.click("main button.btn--go")
    page.goto(f"{story.stack.address}/me/sign-in/")
    page.fill("[name=login]", story.aunt)
    page.fill("[name=password]", PASSWORD)
    page.click("button.btn--go")
    page.wait_for_url("**/family/")
    speak(page, story.language)
    return page


def writes(story, page, contact, text):
    page.goto(f"{story.house}letters/")
    page.locator(f"a[href*='/letters/to/{contact}/']").first.click()
    assert page.locator("[name=health]").count() == 0
    page.fill("[name=month]", text)
    page.click("main form.form button.btn--go")
    page.wait_for_url(re.compile(r"/letters/\d+/$"))
    page.click("main form[action$='/show/'] button")
    return re.search(r"/letters/(\d+)/", page.url)[1]


def decides(story, page, letter, draft, changed):
    page.goto(f"{story.house}my/")
    page.click(f"a[href$='/my/letters/{letter}/']")
    assert draft in page.inner_text(".as-seen")
    page.click("details:has([action$='/change/']) summary")
    page.fill("form[action$='/change/'] [name=month]", changed)
    page.click("form[action$='/change/'] button.btn--go")
    assert changed in page.inner_text(".as-seen")
    page.click("form[action$='/decide/'] button.btn--go")
    page.wait_for_url("**/my/letters/")


def shares_nothing(story, page, contact):
    page.goto(f"{story.house}my/contacts/{contact}/consents/")
    page.click("details summary")
    page.click("form[action$='/stop/'] button")
    page.wait_for_url("**/my/contacts/")
