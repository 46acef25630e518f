"""A text is kept by language; what is no text in a language is refused with the reason."""

import pytest
from django.core.exceptions import ValidationError

from commitments.models.recurrence import check_recurrence
from commitments.models.texts import check_text
from commitments.models.uncertain import check_uncertain_date


@pytest.mark.parametrize("value", [{"fr": "oui"}, {"en": "yes", "vi": "vâng", "lo": "ແມ່ນ"}, {"pt-BR": "sim"}, {}])
def test_any_language_can_be_kept(value: dict[str, str]) -> None:
    check_text(value)


@pytest.mark.parametrize(
    "value",
    [
        "oui",
        None,
        ["fr"],
        {"français": "oui"},
        {"": "oui"},
        {"fr": ""},
        {"fr": "  "},
        {"fr": None},
        {"fr": "a\x00b"},
        {1: "x"},
    ],
)
def test_what_is_no_text_in_a_language_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        check_text(value)


@pytest.mark.parametrize("rule", ["FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=2", "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=12"])
def test_a_recurrence_is_an_rfc_5545_rule(rule: str) -> None:
    check_recurrence(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "yearly",
        "",
        "FREQ=SOMETIMES",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=YEARLY;INTERVAL=-1",
        "FREQ=YEARLY;X=1",
        "INTERVAL=2",
        "FREQ=YEARLY;INTERVAL=x",
        "\x00",
        "=;=",
    ],
)
def test_any_other_recurrence_is_refused_with_an_example(rule: str) -> None:
    with pytest.raises(ValidationError, match="FREQ=YEARLY"):
        check_recurrence(rule)


def test_an_uncertain_date_of_another_form_is_refused() -> None:
    with pytest.raises(ValidationError):
        check_uncertain_date("next spring")
