"""The documents say what the reports say."""

import unittest

from training.reports.tables import DOCUMENTS, ROOT, filled


class Documents(unittest.TestCase):
    def test_hold_the_figures_of_the_reports(self):
        files = [file for pattern in DOCUMENTS for file in ROOT.glob(pattern)]
        self.assertGreaterEqual(len(files), 3)
        self.assertEqual([], [file.name for file in files if filled(file.read_text()) != file.read_text()])


if __name__ == "__main__":
    unittest.main()
