"""CAMeL Tools, where it is installed."""
