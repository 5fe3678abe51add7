"""Finds dates, times, numbers and quantities by the shape of the text."""
