"""Numbers in, SVG out; never the database."""
