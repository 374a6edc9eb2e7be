"""Finds faces and their landmarks (`models/face-landmarks/v1.0`), learnt from renders. Start with `train.py`."""
