"""Adds the new items of feeds to a library: politely, within bounds, each once, and only when that is asked for."""
