"""Which proposal stays where several annotators meet."""
