"""Annotations in other programs' formats: one module a format, reading and writing beside each other."""
