"""The notebook as a whole: the marks of all topics, filtered and sorted, and what was deleted lately."""
