"""The adjudication screen, on which the differences between analysts are settled."""
