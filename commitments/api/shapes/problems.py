"""The shape of an error, as RFC 9457 has it."""

from commitments.api.shapes.fields import Shape, several, string, whole


class Fault(Shape):
    """One thing that is wrong, and the parameter it is about."""

    parameter = string()
    detail = string()


class Problem(Shape):
    """What happened and what to do next."""

    type = string(help_text="A name for this sort of problem that never changes, such as urn:problem:not-found.")
    title = string()
    status = whole()
    detail = string()
    errors = several(Fault, required=False)
