"""What is shown: the compiled form of an edition, opened for reading."""
