"""Annotates many articles: here, in processes or on a cluster; what came of each is written in order."""
