"""Lock the window, by a key or when nobody has touched it for a while, and open it again with the passphrase."""
