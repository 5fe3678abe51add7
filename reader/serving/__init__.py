"""Shows the reader in a web browser."""
