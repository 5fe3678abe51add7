"""What lists know: gazetteers, words and their readings, words that show what stands beside them."""
