"""Asks a large language model for annotations, where the user has named a server; nothing is sent without that."""
