"""Answers over several models: querysets or frozen dataclasses, never dicts."""
