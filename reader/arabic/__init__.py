"""What counts as the same Arabic spelling, and where words and sentences begin and end."""
