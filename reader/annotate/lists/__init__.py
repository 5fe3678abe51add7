"""Reads the word lists: gazetteers, words with their readings, and words that show what is beside them."""
