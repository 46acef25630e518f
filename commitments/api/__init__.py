"""The REST API: parse, one call, serve."""
