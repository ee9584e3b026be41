"""The programs of `bench/`, run with smaller numbers as somebody runs them by hand."""

import json
import os
import signal
import subprocess
import sys

from django.conf import settings


def last_line(module, seconds, **environment):
    """What it found: the JSON of its last line. It must end well, and in time."""
    program = subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=settings.BASE_DIR,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        out, _err = program.communicate(timeout=seconds)
    finally:
        if program.poll() is None:
            program.send_signal(signal.SIGINT)  # it ends what it started
            program.wait(30)
    assert program.returncode == 0, out
    return json.loads(out.splitlines()[-1])
