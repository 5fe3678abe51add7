"""The screens on all articles at once: the list of them, and where a form occurs in them."""
