"""The commitments of a library as rows: who has bound himself to what, until when, and what became of it."""
