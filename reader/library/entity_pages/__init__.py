"""Gathers what a library tells of each entity: its mentions and names, its company, and its commitments."""
