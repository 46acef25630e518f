"""One record of what governments promised each other, and of how it goes."""
