"""Uses CAMeL Tools where it is installed."""
