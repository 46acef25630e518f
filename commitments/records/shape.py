"""The type of what a record holds: JSON without floats, as canonical JSON allows."""

from collections.abc import Mapping, Sequence

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]
"""Decimals travel as strings."""
