"""Reads and writes annotations in other programs' formats, each format in a module of its own."""
