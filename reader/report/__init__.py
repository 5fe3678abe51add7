"""Makes pages about a library for people without a terminal."""
