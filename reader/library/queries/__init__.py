"""Finds in a library what is asked for in the query language, with its exact places in the articles."""
