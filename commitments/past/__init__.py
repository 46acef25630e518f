"""The record as it stood, rebuilt from its editions into a database of its own, of which everything can be asked."""
