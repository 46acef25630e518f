"""Data to measure with: thousands or millions of commitments, the same ones from the same seed."""
