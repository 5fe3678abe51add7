"""Compares the layers of several analysts: pairing, agreement, adjudication, and other analysts' annotations."""
