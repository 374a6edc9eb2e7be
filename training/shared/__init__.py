"""What several trainings share: photographs and folds, blocks of nets, the loop, and what ships beside a file."""
