"""Five folds of the real photographs: no patient and no lesion is in two of them.

Written once to evaluation/folds.json (ids only) by `python3 -m training.shared.folds --data-dir DATA_DIR`; everything that
trains or measures on photographs reads that file. PAD-UFES-20 is grouped by patient (PAT_<patient>_<lesion>_<n>),
ISIC 2017, which names no patient, by image. Groups go, largest first, to the fold that most lacks their diagnoses.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from training.shared.files import write_json
from training.shared.photos import diagnoses
from training.shared.places import EVALUATION

FOLDS, SEED = 5, 20_171
FILE = EVALUATION / "folds.json"


def group_of(photo_id):
    """Patient of a PAD photograph, the photograph itself for ISIC."""
    return "_".join(photo_id.split("_")[:2]) if photo_id.startswith("PAT_") else photo_id


def assign(labels):
    """FOLDS sorted lists of ids for {id: label}; the same for the same ids."""
    groups = {}
    for photo_id in sorted(labels):
        groups.setdefault(group_of(photo_id), []).append(photo_id)
    names = sorted(groups)
    np.random.default_rng(SEED).shuffle(names)
    names.sort(key=lambda name: -len(groups[name]))
    folds, counts = [[] for _ in range(FOLDS)], [Counter() for _ in range(FOLDS)]
    for name in names:
        wanted = Counter(labels[photo_id] for photo_id in groups[name])
        chosen = min(range(FOLDS), key=lambda i: (sum(counts[i][label] for label in wanted), len(folds[i])))
        folds[chosen] += groups[name]
        counts[chosen] += wanted
    return [sorted(fold) for fold in folds]


def read_folds(file=FILE):
    """The committed folds, as a tuple of id sets."""
    return tuple(frozenset(fold) for fold in json.loads(file.read_text())["folds"])


def parts(items, fold):
    """(outside, inside) of a list of things with an `id`; raises KeyError for an id that is in no fold."""
    home = {photo_id: i for i, ids in enumerate(read_folds()) for photo_id in ids}
    inside = [item for item in items if home[item.id] == fold]
    return [item for item in items if home[item.id] != fold], inside


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/ and isic2017/")
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    labels = diagnoses(arguments.data_dir)
    folds = assign(labels)
    write_json(arguments.out, {"seed": SEED, "folds": folds})
    for fold in folds:
        print(len(fold), dict(sorted(Counter(labels[photo_id] for photo_id in fold).items())))


if __name__ == "__main__":
    main()
