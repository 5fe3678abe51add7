"""The interface, which is the only package that uses Textual."""
