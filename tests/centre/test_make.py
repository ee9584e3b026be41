"""The Makefile names programs that are there; its first line and the pages for readers name its targets."""

import importlib.util
import re

from django.conf import settings

MAKEFILE = (settings.BASE_DIR / "Makefile").read_text()


def test_each_program_of_the_bench_is_there():
    named = set(re.findall(r"-m (bench\.\w+)", MAKEFILE))
    named |= {f"bench.{name}" for name in re.search(r"for name in ([\w ]+);", MAKEFILE).group(1).split()}
    assert named == {"bench.log", "bench.reports", "bench.start", "bench.faults_log"}
    assert all(importlib.util.find_spec(name) for name in named)


def test_its_first_line_names_every_target():
    targets = set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE).group(1).split()) - {"setup", "setup-dev"}
    first = re.match(r"# make ([\w |-]+)\.", MAKEFILE).group(1)
    assert set(first.split(" | ")) == targets


def test_the_readers_pages_name_the_figures_and_the_faults_of_the_log():
    for page in ("README.md", "CONTRIBUTING.md"):
        text = (settings.BASE_DIR / page).read_text()
        assert "make bench-log" in text
        assert "make faults-log" in text
