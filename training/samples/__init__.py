"""Pictures and tiny model files that the demo and the tests use; they show nobody and are in the repository."""
