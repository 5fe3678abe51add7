"""The list of entities of the whole library, and the page of each."""
