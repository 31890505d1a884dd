"""Lock the notebook with a passphrase: encrypt whatever is personal in a home, and open it again."""
