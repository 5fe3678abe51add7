"""The screens on the commitments of a library: the ledger, and what may be evidence for an entry."""
