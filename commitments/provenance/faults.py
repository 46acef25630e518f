"""What is wrong with the record, as findings that name the place."""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

UNREADABLE = (ObjectDoesNotExist, ValueError, TypeError, AttributeError, KeyError)
"""What rows raise that hold what no action writes, or refer to what is not there: a finding, never a crash."""


def unreadable(error: Exception) -> str:
    """Such an error in words."""
    return f"it holds what no action writes, or refers to what is not there ({type(error).__name__}: {error})."


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in the record, such as "edition 12" or "commitment VL-2025-001", and what is wrong there."""

    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"
