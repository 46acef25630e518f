"""What an analyst waits for at the workbench: its home, its list, a filter, a search, a form, and saving it."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string

from benchmarks import raw
from benchmarks.asking import HOST
from benchmarks.findings import Finding, Plan, tell
from benchmarks.interleaving import WARM, interleave
from benchmarks.processor import Processor
from benchmarks.spread import spread
from commitments.actions.accounts import mark_seen
from commitments.management.starting import collect_static_files
from commitments.models import Commitment, Organisation, Side, User
from commitments.queries.head import newest_number
from commitments.rules import speakable
from tests.admin.pages import form_of
from tests.factories import UserFactory

LIST = reverse("admin:commitments_commitment_changelist")
PAGES = {
    "home": reverse("admin:index"),
    "list": LIST,
    "list, by status": f"{LIST}?status=stalled",
    "list, by standing": f"{LIST}?standing=divergent",
    "list, by sector and role": f"{LIST}?sector=education&role=lead",
    "list, in the order of status": f"{LIST}?o=6",
    "search": f"{LIST}?q=railway+capital",
    "search, a common word": f"{LIST}?q=cooperation",
}
"""What is opened; each has as many commitments to choose from as there are."""
UNSEEN = 1000
"""How many changes there were since the analyst last looked; an account that is made has seen what was there."""
SPARE = WARM + 3
"""Forms beside one for each round and turn: those that warm up, and the one that tells how long a turn is."""


class Analyst:
    """Somebody of a side at the workbench, with the browser's tokens and the whole stack of middleware."""

    def __init__(self) -> None:
        """Sign in somebody of the first side's first organisation."""
        side = Side.objects.order_by("code").first()
        body = Organisation.objects.filter(side=side).order_by("slug").first()
        self.user: User = UserFactory(organisation=body, username=get_random_string(12))  # a kept set may have others
        mark_seen(self.user, newest_number() - UNSEEN)
        self.client = Client(enforce_csrf_checks=True, HTTP_HOST=HOST)
        self.client.force_login(self.user)

    def open(self, address: str) -> HttpResponse:
        """The page; RuntimeError when it is another."""
        answer = self.client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}: {answer.content[:300]!r}")
        return answer

    def save(self, address: str, given: dict[str, Any]) -> None:
        """Send a form; RuntimeError when it is not taken."""
        token = self.client.cookies["csrftoken"].value
        answer = self.client.post(address, given | {"csrfmiddlewaretoken": token, "_save": "Save"})
        if answer.status_code != 302:
            raise RuntimeError(f"{address} was not saved but answered {answer.status_code}: {_wrong(answer)}")


def _wrong(answer: HttpResponse) -> str:
    return str([dict(each.errors) for each in _forms(answer)])


def _forms(answer: HttpResponse) -> list[Any]:
    context: Any = getattr(answer, "context_data", None) or {}
    found = [context.get("form"), getattr(context.get("adminform"), "form", None)]
    return [each for each in found if each is not None]


def measure(plan: Plan) -> Iterator[Finding]:
    """Each page and both kinds of saving, interleaved."""
    collect_static_files()
    analyst, processor = Analyst(), Processor()
    processor.backends = raw.Driver().backends
    rows = iter(speakable(analyst.user).order_by("pk").iterator())
    first = next(rows)
    calls: dict[str, Callable[[], object]] = {name: _opening(analyst, address) for name, address in PAGES.items()}
    calls["the short form of a word"] = _opening(analyst, _page("say", first))
    calls["a word saved"] = _saving(analyst, _words(analyst, rows, plan.rounds))
    calls["a commitment saved on its page"] = _saving(analyst, _changes(analyst, rows, plan.rounds))
    for name, each in interleave(calls, rounds=plan.rounds, processor=processor, turn=0).items():
        measures = {"milliseconds": spread([second * 1000 for second in each.seconds]).told()}
        yield Finding("workbench", f"workbench: {name}", {"page": each.told()}, measures)


def _opening(analyst: Analyst, address: str) -> Callable[[], object]:
    return lambda: analyst.open(address)


def _saving(analyst: Analyst, prepared: list[tuple[str, dict[str, Any]]]) -> Callable[[], object]:
    forms = iter(prepared)
    return lambda: analyst.save(*next(forms))


def _page(name: str, row: Commitment) -> str:
    return reverse(f"admin:commitments_commitment_{name}", args=[row.pk])


def _words(analyst: Analyst, rows: Iterator[Commitment], rounds: int) -> list[tuple[str, dict[str, Any]]]:
    """Forms that have been opened on a commitment each, and filled; opening them is not what is measured."""
    said = {"status": "stalled", "why": "The ministry reported it."}
    return [_filled(analyst, _page("say", row), said) for row in _some(rows, rounds)]


def _changes(analyst: Analyst, rows: Iterator[Commitment], rounds: int) -> list[tuple[str, dict[str, Any]]]:
    number = count()
    return [
        _filled(analyst, _page("change", row), {"summary_en": f"Told anew {next(number)}.", "why": "It was unclear."})
        for row in _some(rows, rounds)
    ]


def _some(rows: Iterator[Commitment], rounds: int) -> Iterator[Commitment]:
    return (next(rows) for _each in range(rounds + SPARE))


def _filled(analyst: Analyst, address: str, given: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return address, form_of(analyst.open(address)) | given


if __name__ == "__main__":
    tell(measure)
