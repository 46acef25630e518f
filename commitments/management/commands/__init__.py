"""Each command parses, reads the clock, makes one call and prints."""
