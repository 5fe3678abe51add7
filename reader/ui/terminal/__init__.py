"""Handles the terminal where Textual does not: detecting it, switching its own bidi off, and gating its output."""
