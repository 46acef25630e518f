"""Reads the seeds: YAML files checked by their JSON Schema, with the line of everything, so that a fault can be found."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator

REGISTERS: Final = frozenset({"indicators", "organisations", "partnerships", "sectors"})
"""The files that hold what all dossiers refer to; every other YAML file is a dossier."""

Steps = Sequence[str | int]
"""The way to a value in a document: keys and list positions."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in the seeds, and where."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.message}"


class BadSeeds(ValueError):  # noqa: N818  it names what is wrong
    """The seeds cannot be used; nothing was written. `faults` says where and why, a line each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults, sorted by place."""
        self.faults = sorted(faults, key=lambda fault: (fault.file, fault.line, fault.field))
        super().__init__("\n".join(map(str, self.faults)))


class _Plain(yaml.SafeLoader):
    """Reads words as words: in YAML's own reading `NO` is false, `1.10` a float and `2025-12-01` a date."""


_Plain.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] in {"int", "null", "merge"}]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the seeds: what it says, and where it says it."""

    name: str
    data: dict[str, Any]
    root: yaml.Node

    def items(self, section: str) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
        """The items of a section with the way to each; none when the file has no such section."""
        for position, item in enumerate(self.data.get(section, ())):
            yield (section, position), item

    def fault(self, steps: Steps, message: str) -> Fault:
        """A fault at the value that these steps lead to, or at the last step that exists."""
        return Fault(self.name, _line(self.root, steps), _spelled(steps), message)


def _spelled(steps: Steps) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".") or "(file)"


def _line(node: yaml.Node, steps: Steps) -> int:
    for step in steps:
        inner = _inner(node, step)
        if inner is None:
            break
        node = inner
    return int(node.start_mark.line) + 1


def _inner(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def read_seeds(folder: Path) -> list[Document]:
    """Read and check every YAML file of the folder. Raises BadSeeds with every fault of form found in any file."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise BadSeeds([Fault(folder.name, 0, "(folder)", "There is no YAML file here. Name the folder of the seeds.")])
    documents = [_read(path) for path in paths]
    if faults := [fault for document in documents for fault in _faults_of_form(document, folder)]:
        raise BadSeeds(faults)
    return documents


def _read(path: Path) -> Document:
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=_Plain)
        data = yaml.load(text, Loader=_Plain)  # noqa: S506  _Plain is a SafeLoader that knows fewer types
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadSeeds([_unreadable(path, error)]) from error
    if not isinstance(data, dict) or root is None:
        raise BadSeeds([Fault(path.name, 1, "(file)", "This is no mapping of sections such as `commitments:`.")])
    return Document(path.name, data, root)


def _unreadable(path: Path, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    return Fault(path.name, line, "(file)", f"This is not YAML in UTF-8: {getattr(error, 'problem', None) or error}.")


def _faults_of_form(document: Document, folder: Path) -> Iterator[Fault]:
    yield from _repeated_keys(document, document.root, ())
    kind = "register" if Path(document.name).stem in REGISTERS else "dossier"
    schema = json.loads((folder / f"{kind}.schema.json").read_text(encoding="utf-8"))
    for error in Draft202012Validator(schema).iter_errors(document.data):
        yield document.fault(list(error.absolute_path), error.message)


def _repeated_keys(document: Document, node: yaml.Node, steps: tuple[str | int, ...]) -> Iterator[Fault]:
    """YAML keeps the last of two equal keys without a word: a fault here."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _value in node.value]
        for key, value in node.value:
            if keys.count(key.value) > 1:
                yield document.fault((*steps, key.value), "This key stands here more than once.")
            yield from _repeated_keys(document, value, (*steps, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield from _repeated_keys(document, value, (*steps, position))
