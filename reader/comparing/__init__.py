"""Several readers of the same articles: pairing, agreement, adjudication, and what other layers hold."""
