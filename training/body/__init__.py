"""Circumferences from breadths, depths and height, by regression on ANSUR II. Start with `fit.py`."""
