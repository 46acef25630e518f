"""How the names in addresses are spelt. An address with any other spelling leads nowhere and asks no database."""

from django.urls import register_converter

KEY = "[-A-Za-z0-9_]{1,80}"
NUMBER = "[0-9]{1,18}"
PERIOD = "[-.0-9~?%]{4,30}"


class Key:
    """A reference, slug or code."""

    regex = KEY

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class Number:
    """The number of an edition, small enough for either database."""

    regex = NUMBER

    def to_python(self, value: str) -> int:
        """As a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """In digits."""
        return str(value)


class Period:
    """An uncertain date. Its `/` would end a name in an address: there it is `--`, as ISO 8601 allows."""

    regex = PERIOD

    def to_python(self, value: str) -> str:
        """As the record has it."""
        return value.replace("--", "/")

    def to_url(self, value: str) -> str:
        """As an address has it."""
        return value.replace("/", "--")


def register() -> None:
    """Let addresses say `<key:…>`, `<number:…>` and `<period:…>`."""
    register_converter(Key, "key")
    register_converter(Number, "number")
    register_converter(Period, "period")
