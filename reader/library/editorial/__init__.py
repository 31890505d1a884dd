"""What editors ask of their own text, in packs that say `[checks] editorial = true`; one rule, one module."""
