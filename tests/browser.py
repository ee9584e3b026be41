"""Driving Chromium as a person would."""

import contextlib
import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

PASSWORD = "engawa-demo-1"


@contextlib.contextmanager
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("Chromium is not installed: apt-get install chromium, or set CHROMIUM to its path.")
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page, address, email, language="en"):
    """Through the door, then to the language of the reader."""
    page.goto(f"{address}/me/sign-in/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("button.btn--go")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    speak(page, language)


def speak(page, language):
    if page.locator("html").get_attribute("lang") != language:
        page.locator("form[action='/language/'] button:visible").first.click()
        page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == language
