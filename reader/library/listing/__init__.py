"""Lists all articles of a library: what is known of each, which are wanted, and in which order."""
