"""Asks a question of the record as it stood: the same question, answered from there."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from contextvars import Context, copy_context
from typing import Any, TypeVar

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

from commitments.past.shelf import ALIAS, opened
from commitments.queries.then import Place, Then, set_place

R = TypeVar("R")
END = object()


def ask(then: Then, question: Callable[[], R]) -> R:
    """Ask, and have every query inside answered from the record as it stood."""
    with opened(then):
        return _there(then).run(question)


def answer(then: Then, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The same for a view, whose answer may be a stream that goes on asking until its end."""
    with ExitStack() as until_the_end:
        until_the_end.enter_context(opened(then))
        context = _there(then)
        response = context.run(view)
        if isinstance(response, StreamingHttpResponse):
            parts: Any = response.streaming_content
            response.streaming_content = Streamed(context, iter(parts), until_the_end.pop_all())
    return response


def _there(then: Then) -> Context:
    """A context of its own: what is set in it is gone with it, wherever it is left."""
    context = copy_context()
    context.run(set_place, Place(then, ALIAS))
    return context


class Streamed:
    """The parts of an answer, each asked for in its own context. The server closes it, also when it was never begun."""

    def __init__(self, context: Context, parts: Iterator[bytes], ending: ExitStack) -> None:
        """Take the parts and what is to be closed at their end."""
        self.context, self.parts, self.ending = context, parts, ending

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        part: Any = self.context.run(next, self.parts, END)
        if part is END:
            self.close()
            raise StopIteration
        return bytes(part)

    def close(self) -> None:
        """Close the past state."""
        self.ending.close()
