"""The pictures of a library, drawn with characters."""
