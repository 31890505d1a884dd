"""What a person wrote: a pack in its folder, read without trusting it."""
