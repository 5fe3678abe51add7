"""Counts what the pictures of a library show: commitments and mentions over time, who to whom, deadlines ahead."""
