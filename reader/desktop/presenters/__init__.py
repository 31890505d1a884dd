"""Between the controllers and the panes: each tells the panes what to show of one matter, and passes on what is asked."""
