"""The works that are measured, each in a process of its own that prints what it found as JSON."""
