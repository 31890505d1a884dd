"""What you see: the window, and every Qt import of the project."""
