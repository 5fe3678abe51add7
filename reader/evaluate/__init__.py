"""Measures annotations against gold data: scores of entities and commitments, confusions, and the worst articles."""
