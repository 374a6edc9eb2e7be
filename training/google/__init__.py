"""Networks that Google published, made into files that the worker reads. Start with `adopt.py`."""
