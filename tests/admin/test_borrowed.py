"""What the frameworks say in no Vietnamese of their own is said in ours."""

import pytest
from django.utils import translation

from commitments.admin.borrowed import BORROWED as AT_THE_WORKBENCH
from commitments.api.borrowed import BORROWED as IN_THE_API


@pytest.mark.parametrize("words", [*AT_THE_WORKBENCH, *IN_THE_API])
def test_what_is_borrowed_is_said_in_vietnamese_and_french(words: str) -> None:
    with translation.override("vi"):
        vietnamese = translation.gettext(words)
    with translation.override("fr"):
        french = translation.gettext(words)
    assert len({words, vietnamese, french}) == 3
