"""What you add: highlights, notes and bookmarks, and what keeps them safe."""
