"""models.json has for each model of ours what its room would write for the file and the report that are there."""

import json
import unittest

from training.dx import publish as dx
from training.lesion import publish as lesion
from training.person import publish as person
from training.shared.places import EVALUATION, MODELS
from training.shared.shipped import report_of
from training.skin import publish as skin

ROOMS = {
    ("lesion", "1.2"): lesion.entry,
    ("lesion-dx", "1.1"): dx.entry,
    ("person", "1.0"): person.entry,
    ("skin", "1.0"): lambda file, report: skin.entry(file, report, active=True),
}
CHANGED_LATER = ("active", "answers")  # by a newer version, by dx.answers


class Manifest(unittest.TestCase):
    def test_has_the_entries_that_the_rooms_write(self):
        listed = {(entry["name"], entry["version"]): entry for entry in json.loads((MODELS / "models.json").read_text())["models"]}
        for (name, version), entry in ROOMS.items():
            file = MODELS / name / f"v{version}" / "model.pt"
            written = entry(file, report_of(EVALUATION / f"{name}-v{version}.json", file))
            with self.subTest(model=name):
                self.assertEqual(*({key: value for key, value in one.items() if key not in CHANGED_LATER}
                                   for one in (listed[name, version], written)))


if __name__ == "__main__":
    unittest.main()
