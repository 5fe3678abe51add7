"""What Textual does not do: which terminal this is, its own bidi, and the gate before it."""
