"""Outlines a person (`models/person/v1.0`), learnt from figures drawn by the measures of ANSUR II. Start with `train.py`."""
