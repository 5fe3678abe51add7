"""Read Arabic news in the terminal, with entities and commitments proposed, tagged and kept."""

__version__ = "0.1.0"
