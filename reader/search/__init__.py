"""How it is found: analysis, index, query, ranking and snippets."""
