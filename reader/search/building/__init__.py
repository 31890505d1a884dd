"""How an index is made, kept up to date, and proved good."""
