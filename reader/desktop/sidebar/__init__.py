"""The left pane: the search field, and under it the topics or what was found."""
