"""Runs the annotators in a process of their own, beside the interface."""
