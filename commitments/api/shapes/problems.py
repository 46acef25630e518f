"""The shape of an error, as RFC 9457 has it."""

from commitments.api.shapes.fields import AnyRecord, Shape, several, string, whole


class Fault(Shape):
    """One thing that is wrong, and what it is about: a parameter, or a place in the body."""

    parameter = string(required=False)
    pointer = string(required=False, help_text="A JSON pointer (RFC 6901) into the body; empty for all of it.")
    detail = string()


class Problem(Shape):
    """What happened and what to do next."""

    type = string(help_text="A name for this sort of problem that never changes, such as urn:problem:not-found.")
    title = string()
    status = whole()
    detail = string()
    errors = several(Fault, required=False)
    edition = whole(required=False, help_text="When `If-Match` names another: the number of the newest edition.")
    record = AnyRecord(
        required=False, help_text="When `If-Match` names another: the record as it stands in that edition."
    )
