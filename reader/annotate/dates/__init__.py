"""Dates, times, numbers and quantities, from the shape of the text."""
