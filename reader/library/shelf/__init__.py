"""What is installed: editions, and which of them is current."""
