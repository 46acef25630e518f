"""Every model's page, registered by being imported."""

from commitments.admin import commitments, editions, indicators, parts, references, sources, tokens, updates, users

__all__ = ["commitments", "editions", "indicators", "parts", "references", "sources", "tokens", "updates", "users"]
