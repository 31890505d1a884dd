"""Let notes leave, and take notes in, from the window."""
