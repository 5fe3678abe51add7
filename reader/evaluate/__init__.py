"""Measures annotations against gold: entities, commitments, what was confused, which articles went worst."""
