"""Finds lesions and outlines them (`models/lesion/`). Start with `crossval.py`, the course of a training."""
