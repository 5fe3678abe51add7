"""Keeps in one file, to be searched, what is derived from all articles of a library: words, proposals, annotations."""
