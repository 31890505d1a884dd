"""The right pane: notes as cards, bookmarks, and the outline of the topic."""
