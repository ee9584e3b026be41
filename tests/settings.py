"""The settings of the house, on the tests' own cluster."""

import os

os.environ.setdefault("ENGAWA_CLUSTER", "test")

from centre.settings import *  # noqa: F403, TID251  (the cluster is chosen before the settings join it)
