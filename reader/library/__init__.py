"""What is read: packs, topics, sections, editions and the shelf."""
