"""The screen on which an article is read and tagged."""
