"""What is wrong with the record, as findings that name the place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in the record, such as "edition 12" or "commitment VL-2025-001", and what is wrong there."""

    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"
