"""Decides which Arabic spellings count as the same, and where words and sentences begin and end."""
