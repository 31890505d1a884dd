"""Give what the reader made to people and to other programs, and take it in from there."""
