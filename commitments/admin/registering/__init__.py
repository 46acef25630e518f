"""Registering a text: its source, its meeting, the passages marked in it and what they promise, as one change."""
