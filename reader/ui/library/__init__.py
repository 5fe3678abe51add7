"""The screens on all articles at once: the list of articles, and the occurrences of a form in them."""
