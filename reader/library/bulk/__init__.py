"""Turns what an analyst does to many articles at once into one action."""
