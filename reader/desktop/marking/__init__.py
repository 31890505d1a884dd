"""Make, change and delete marks: drawn at once, saved in the notebook's lane, undone with Ctrl+Z."""
