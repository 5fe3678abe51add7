"""The logic of reading one article: session, movements, overlay, searching, occurrences, proposals and review."""
