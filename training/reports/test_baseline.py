"""The baseline that the build holds has a row for each group that the reports have."""

import json
import unittest

from training.reports.baseline import FILE, place, rows


class Baseline(unittest.TestCase):
    def test_leaves_no_group_of_the_reports_out(self):
        held = {place(row) for row in json.loads(FILE.read_text())["buckets"]}
        self.assertEqual(held, {place(row) for row in rows()})


if __name__ == "__main__":
    unittest.main()
