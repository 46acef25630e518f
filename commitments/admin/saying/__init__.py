"""The short form in which a side's word is recorded: on one commitment, on many at once, or as a correction."""
