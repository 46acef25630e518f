"""The number of an edition in the tag of an answer: by it a writer says which edition of a record was seen.

With a token, the tag of all that is read of one record begins with the number of its newest edition in the full chain,
as in "12-0123456789abcdef". A write compares this number alone: the rest of the tag says on which day, in which form
and by whom it was read, and none of that changes what the writer has seen.
"""


def numbered(tag: str, edition: int) -> str:
    """A tag that begins with the number of an edition."""
    return f'"{edition}-{tag[1:]}'
