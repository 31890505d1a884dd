"""The page: one topic, as a clinician reads, selects and marks it."""
