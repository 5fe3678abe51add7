"""One article being read: the session, motion, the overlay, finding, occurrences, proposals and review."""
