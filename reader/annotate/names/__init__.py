"""Finds the names of people, places, organizations and groups, from lists and from the words around a name."""
