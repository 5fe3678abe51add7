"""Keeps what is derived from all articles of a library - words, proposals, annotations - in one file, to be searched."""
