"""How a pack is made ready: rendered and checked in child processes, written to topics.sqlite."""
