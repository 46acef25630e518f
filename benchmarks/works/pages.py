"""Pages of 50 and of 500: the API, the plain viewset, the driver alone, and constant answers of the same bytes."""

import json
from collections.abc import Iterator

from django.db import connection

from benchmarks import raw
from benchmarks.asking import Asker
from benchmarks.findings import Finding, Plan, tell
from benchmarks.interleaving import Call, dearer, faster, interleave
from benchmarks.plain.empty import Constant
from benchmarks.processor import Processor

STATUS, SECTOR, AFTER, BEFORE = "in_progress", "education", "2026-01-01", "2026-12-31"
WALK = "+" if connection.vendor == "sqlite" else ""
"""Before a column it keeps SQLite from another index than that of the order, which is the best for all of these."""
IN_SECTOR = (
    "AND EXISTS (SELECT 1 FROM commitments_commitment_sectors link JOIN commitments_sector "  # noqa: S608  no input
    "ON link.sector_id = commitments_sector.id "
    f"WHERE link.commitment_id = commitments_commitment.id AND slug = '{SECTOR}')"
)
FIRST_DAY, LAST_DAY = f"{WALK}due_earliest", f"{WALK}due_latest"
DUE = (
    f"AND ({LAST_DAY} >= '{AFTER}' OR ({LAST_DAY} IS NULL AND {FIRST_DAY} IS NOT NULL)) "
    f"AND ({FIRST_DAY} <= '{BEFORE}' OR ({FIRST_DAY} IS NULL AND {LAST_DAY} IS NOT NULL))"
)
WITH_STATUS = f"AND {WALK}status = '{STATUS}'"

FILTERS = {
    "unfiltered": ("", ""),
    "status": (f"status={STATUS}", WITH_STATUS),
    "sector": (f"sector={SECTOR}", IN_SECTOR),
    "deadline": (f"due_after={AFTER}&due_before={BEFORE}", DUE),
    "status, sector, deadline": (
        f"status={STATUS}&sector={SECTOR}&due_after={AFTER}&due_before={BEFORE}",
        f"{WITH_STATUS} {IN_SECTOR} {DUE}",
    ),
}
"""What is asked of each address, and the same for the driver."""


def measure(plan: Plan) -> Iterator[Finding]:
    """A page of 50 with each filter, then one of 500."""
    asker, driver = Asker(), raw.Driver()
    for name, (query, where) in FILTERS.items():
        yield _page(plan, asker, driver, f"page of 50, {name}", query, where, 50)
    yield _page(plan, asker, driver, "page of 500", "limit=500", "", 500)


def _page(plan: Plan, asker: Asker, driver: raw.Driver, detail: str, query: str, where: str, limit: int) -> Finding:
    api, plain = f"/api/v1/commitments/?{query}", f"/plain/commitments/?{query}"
    statement = raw.page(where, limit=limit)
    _check_equal(asker, driver, api, plain, statement)
    Constant.body = asker.expect(api).body
    processor = Processor()
    processor.backends = driver.backends
    calls: dict[str, Call] = {
        "api": lambda: asker.expect(api),
        "plain": lambda: asker.expect(plain),
        "driver": driver.fetching(statement),
        "empty view of the framework": lambda: asker.expect("/plain/constant/"),
        "empty function": lambda: asker.expect("/plain/function/"),
    }
    measured = interleave(calls, rounds=plan.rounds, processor=processor)
    measures = {
        "api / plain": faster(measured, "api", "plain"),
        "processor, api / driver": dearer(measured, "api", "driver"),
        "processor, api / empty view": dearer(measured, "api", "empty view of the framework"),
        "api / empty view": faster(measured, "api", "empty view of the framework"),
    }
    figures = {name: each.told() for name, each in measured.items()}
    return Finding(f"page of {limit}", detail, figures, measures)


def _check_equal(asker: Asker, driver: raw.Driver, api: str, plain: str, statement: str) -> None:
    """RuntimeError unless all answer the same: who answers less is no measure for who answers more."""
    ours, theirs = (json.loads(asker.expect(each).body)["results"] for each in (api, plain))
    if ours != theirs:
        raise RuntimeError(f"{api} and {plain} do not answer the same.")
    fetched = [json.loads(record) for (record,) in driver.fetching(statement)()]  # type: ignore[attr-defined]
    if [each["reference"] for each in ours] != [each["reference"] for each in fetched] or not ours:
        raise RuntimeError(f"{api} and the driver do not answer the same.")


if __name__ == "__main__":
    tell(measure)
