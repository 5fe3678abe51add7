"""Names by a trained network, each article as a whole."""
