"""Second start to first page: `make run` until the sign-in page is there, median of five.

The house has a cluster of its own, so one that runs already is not disturbed. Last line: JSON.
"""

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from centre import embedded
from centre.embedded.cluster import Cluster
from centre.embedded.valkey import free_port
from centre.supervisor import answer

PAGE = "/me/sign-in/"
PORT = free_port(0)
CLUSTER = Cluster(f"bench-{os.getpid()}", embedded.PROJECT)
BUDGET = 5.0


def start_and_stop():
    """Seconds to the first page, to a whole house, and to the end after Ctrl-C."""
    environment = os.environ | {"ENGAWA_CLUSTER": CLUSTER.name}
    command = ["make", "run", f"PORT={PORT}"]
    began = time.perf_counter()
    run = subprocess.Popen(
        command, cwd=embedded.PROJECT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    first_page = seconds_until(PAGE, began, run)
    whole = seconds_until("/readyz", began, run)
    asked = time.perf_counter()
    os.killpg(run.pid, signal.SIGINT)
    run.wait(timeout=60)
    return first_page, whole, time.perf_counter() - asked


def seconds_until(path, began, run):
    while answer(PORT, path)[0] != 200:
        if run.poll() is not None or time.perf_counter() - began > 120:
            raise SystemExit(f"{path} never came")
        time.sleep(0.01)
    return time.perf_counter() - began


def main():
    try:
        first, *_ = start_and_stop()
        print(f"first start: {first:.2f} s to the first page")
        again = [start_and_stop() for _ in range(5)]
        for page, whole, end in again:
            print(f"again: page {page:.2f} s, whole {whole:.2f} s, stopped in {end:.2f} s")
        median = statistics.median(page for page, _, _ in again)
    finally:
        embedded.stop(CLUSTER.name)
        shutil.rmtree(CLUSTER.folder, ignore_errors=True)
        shutil.rmtree(CLUSTER.base, ignore_errors=True)
    result = {"first_start_s": round(first, 2), "second_start_median_s": round(median, 2), "budget_s": BUDGET}
    print(json.dumps({"bench": "start", **result}))
    return median > BUDGET


if __name__ == "__main__":
    sys.exit(main())
