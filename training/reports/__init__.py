"""What is written from the reports in `evaluation/`: tables in the documents, and the baseline of the build."""
