"""Annotates many articles in this process, in several or on a cluster, and writes the results in order."""
