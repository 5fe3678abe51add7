"""Decides which proposal stays where those of several annotators meet."""
