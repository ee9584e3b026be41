"""`python -m centre.embedded start|stop|status [cluster …]`."""

import argparse
import sys

from . import EmbeddedError, environment, status, stop


def main() -> int:
    reader = argparse.ArgumentParser(prog="python -m centre.embedded", description="This folder's servers.")
    reader.add_argument("what", choices=["start", "stop", "status"])
    reader.add_argument("clusters", nargs="*", default=["run"], metavar="cluster", help="run or test")
    asked = reader.parse_args()
    for cluster in asked.clusters:
        try:
            if asked.what == "start":
                environment(cluster)
            stopped = stop(cluster) if asked.what == "stop" else []
            servers = status(cluster)
        except EmbeddedError as error:
            print(error, file=sys.stderr)
            return 1
        for name, pid in servers.items():
            found = f"runs (pid {pid})" if pid else "stopped" if name in stopped else "does not run"
            print(f"{cluster}: {name} {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
