"""What the reader looks for, what answers, and what is remembered of it."""
