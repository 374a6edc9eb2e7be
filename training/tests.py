"""Runs the tests of training/ whose packages are at hand, and names those that it leaves out.

    python3 -m training.tests

Those in PLAIN need Python alone, so that they run everywhere, in continuous integration too: documents and reports say
the same, for instance. Ends with 1 where a test fails.
"""

import importlib
import sys
import unittest

from training.shared.places import ROOT, TRAINING

PACKAGES = ("numpy", "PIL", "torch")
PLAIN = ("training.reports.test_baseline", "training.reports.test_tables", "training.shared.test_groups")


def names():
    return sorted(".".join(file.relative_to(ROOT).with_suffix("").parts) for file in TRAINING.glob("*/test_*.py"))


def loaded():
    """(tests, names of modules that were left out, each with the reason)."""
    tests, left_out = unittest.TestSuite(), []
    for name in names():
        try:
            tests.addTests(unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(name)))
        except ModuleNotFoundError as missing:
            if name in PLAIN or missing.name not in PACKAGES:
                raise
            left_out.append(f"{name}: no {missing.name} here")
    return tests, left_out


def main():
    tests, left_out = loaded()
    passed = unittest.TextTestRunner(stream=sys.stdout).run(tests).wasSuccessful()
    print("\n".join(f"left out: {reason}" for reason in left_out))
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
