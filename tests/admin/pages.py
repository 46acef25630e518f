"""A page's form as a browser would send it back: every field with what it holds, until a test types over it."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

# What a browser sends only for the button that was pressed.
BUTTONS = {"submit", "button", "reset", "image"}


class FormReader(HTMLParser):
    """Collects the names and values of the fields of the page's main form."""

    def __init__(self) -> None:
        """Start outside the form."""
        super().__init__()
        self.data: dict[str, Any] = {}
        self.inside = False
        self.area: str | None = None
        self.select: tuple[str, bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a field."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id", "").endswith("_form")
        name = given.get("name", "")
        if not self.inside or (tag != "option" and not name):
            return
        if tag == "input" and given.get("type") not in BUTTONS:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                self.data[name] = given.get("value", "on" if given.get("type") == "checkbox" else "")
        elif tag == "textarea":
            self.area, self.data[name] = name, ""
        elif tag == "select":
            self.select = (name, "multiple" in given)
            self.data[name] = [] if "multiple" in given else ""
        elif tag == "option" and self.select and "selected" in given:
            self._choose(given["value"])

    def _choose(self, value: str) -> None:
        assert self.select is not None
        name, several = self.select
        if several:
            self.data[name].append(value)
        else:
            self.data[name] = value

    def handle_endtag(self, tag: str) -> None:
        """Leave a field or the form."""
        if tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        """Take what a text area holds; a browser drops the line break after its tag."""
        if self.area:
            self.data[self.area] += data.removeprefix("\r\n").removeprefix("\n").replace("\n", "\r\n")


def address(model: str, page: str, *args: Any) -> str:
    """The address of a page of the admin."""
    return reverse(f"admin:commitments_{model}_{page}", args=args)


def form_of(response: HttpResponse) -> dict[str, Any]:
    """What the form on a page would send."""
    reader = FormReader()
    reader.feed(response.content.decode())
    return {name: value for name, value in reader.data.items() if name != "csrfmiddlewaretoken"}


def fields(given: dict[str, Any]) -> dict[str, Any]:
    """What is typed, by the names of its fields: a double underscore stands for the hyphen of a part's field."""
    return {name.replace("__", "-"): value for name, value in given.items()}


def typed(client: Client, path: str, **given: Any) -> HttpResponse:
    """Open a page, type over its `fields` and save."""
    opened = client.get(path)
    assert opened.status_code == 200, opened.status_code
    data = form_of(opened) | fields(given)
    return client.post(path, data | {"_save": "Save"})


def errors_of(response: HttpResponse) -> str:
    """All that the page says went wrong."""
    return " ".join(str(each) for each in response.context["errors"])
