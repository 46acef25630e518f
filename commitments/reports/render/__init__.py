"""One file for each format: what is to be told in, bytes or text out; never the database."""
