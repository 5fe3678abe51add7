"""Finds names with a trained network that reads each article as a whole."""
