"""Measures the models again and writes the figures into the documents: all of evaluation/ by one command.

    python3 -m training.reports.measure --data-dir DATA_DIR --crossval training/work/crossval --dx training/work/dx

What was learnt by folds is measured out of fold, by the checkpoints of `lesion.crossval` and the shares of `dx.train`, which
are not in the repository; without their folders those figures stay. Nothing is trained, no model file is written. Ends with
an error where a group fell behind the baseline (`baseline.py`).
"""

import argparse
import subprocess
import sys
from pathlib import Path

from training.shared.places import MODELS, ROOT

SKLEARN = "/usr/lib/python3/dist-packages/sklearn/datasets/images"  # two photographs of nobody


def model(path):
    return "--model", str(MODELS / path / "model.pt")


def programs(arguments):
    """(module, its arguments) in the order in which they run."""
    data = ("--data-dir", str(arguments.data_dir.resolve()))
    yield "lesion.evaluate", (*data, *model("lesion/v1.2"))
    yield "lesion.disturb", model("lesion/v1.2")
    if arguments.crossval:
        yield "lesion.crossval", (*data, "--out", str(arguments.crossval.resolve()))
        yield "lesion.learning_curve", (*data, *model("lesion/v1.2"), "--out", str(arguments.crossval.resolve()))
        yield "lesion.averaged", (*data, "--checkpoints", str(arguments.crossval.resolve()))
    if arguments.dx:
        for module in ("dx.evaluate", "dx.answers"):
            yield module, (*data, "--work", str(arguments.dx.resolve()), *model("lesion-dx/v1.1"))
    yield "skin.evaluate", (*data, *model("skin/v1.0"), "--without-people", SKLEARN)
    yield "person.evaluate", (*data, *model("person/v1.0"))
    yield "person.evaluate", (*data, *model("person/v1.1"), "--width", "256")
    yield "face.evaluate", (*data, *model("face-landmarks/v1.0"))
    yield "face.evaluate", (*data, *model("face-landmarks/v1.2"), "--side", "256")
    yield "google.evaluate_pose", (*data, *model("pose/v1.0"))
    yield "body.fit", data
    yield "body.evaluate_reading", data
    yield "reports.baseline", ()
    yield "reports.tables", ()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--crossval", type=Path, help="the folder that lesion.crossval wrote to")
    parser.add_argument("--dx", type=Path, help="the folder that dx.train wrote to")
    for module, its_arguments in programs(parser.parse_args()):
        print(f"training.{module}", flush=True)
        subprocess.run([sys.executable, "-m", f"training.{module}", *its_arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
