"""How often something comes round again, in words where the rule says no more than that."""

import pytest
from django.utils import translation

from commitments.templatetags.recurrence import recurrence_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=YEARLY", "every year"),
        ("FREQ=YEARLY;INTERVAL=2", "every 2 years"),
        ("RRULE:freq=monthly;interval=6", "every 6 months"),
        ("FREQ=WEEKLY;INTERVAL=1", "every week"),
        ("FREQ=DAILY", "every day"),
        ("FREQ=YEARLY;BYMONTH=3", "by the rule FREQ=YEARLY;BYMONTH=3"),
        ("FREQ=SECONDLY", "by the rule FREQ=SECONDLY"),
        ("nonsense", "by the rule nonsense"),
        ("FREQ=YEARLY;INTERVAL=x", "by the rule FREQ=YEARLY;INTERVAL=x"),
    ],
)
def test_a_rule_is_said_in_words_or_as_it_is_written(rule: str, words: str) -> None:
    with translation.override("en"):
        assert recurrence_words(rule) == words
