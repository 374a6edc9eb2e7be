"""Finds which pixels of a picture are skin (`models/skin/`), learnt from drawn scenes and photographs. Start with `train.py`."""
