"""How alike two titles are: what is said again in other words, and what only sounds like it."""

import pytest

from commitments.values import resemblance
from commitments.values.folding import search_key
from commitments.values.resemblance import ALIKE, VERY_ALIKE, known, marks, share_in
from commitments.values.texts import Text

SAID_AGAIN = [
    ("fr", "Construire un pont sur le fleuve à la frontière", "Construction du pont sur le fleuve, à la frontière"),
    ("fr", "Filière industrielle commune", "Développer une filière industrielle commune aux deux pays"),
    ("en", "Open a border gate at the river crossing", "Open the border gate of the river crossing by 2030"),
    ("en", "Bilateral trade of 5 billion dollars", "Bring bilateral trade to 5 billion dollars"),
    ("vi", "Xây dựng cầu qua sông biên giới", "Xây cầu qua sông biên giới"),
    ("vi", "Nâng cấp tuyến đường sắt ra biển", "Hoàn thành nâng cấp tuyến đường sắt"),
    ("lo", "ສ້າງສະພານຂ້າມແມ່ນ້ຳ", "ສ້າງສະພານຂ້າມແມ່ນ້ຳຂອງ"),
]
ANOTHER = [
    ("fr", "Construire une école dans la capitale", "Construire un hôpital dans la province"),
    ("fr", "Le commerce entre les deux pays", "La culture entre les deux capitales"),
    ("en", "Train officials in customs", "Train teachers in mathematics"),
    ("en", "A meeting of the ministers of the two countries", "A report to the presidents of the two countries"),
    ("vi", "Xây dựng trường học tại thủ đô", "Xây dựng bệnh viện tại tỉnh miền núi"),
    ("vi", "Hợp tác về giáo dục giữa hai nước", "Đào tạo cán bộ ngành hải quan"),
    ("lo", "ສ້າງສະພານຂ້າມແມ່ນ້ຳ", "ເປີດໂຮງຮຽນໃໝ່"),
]


def closeness(ours: Text, theirs: Text) -> float:
    """How alike two titles are."""
    return resemblance.closeness(known(ours), known(theirs))


@pytest.mark.parametrize(("language", "ours", "theirs"), SAID_AGAIN)
def test_what_is_said_again_is_close(language: str, ours: str, theirs: str) -> None:
    assert closeness({language: ours}, {language: theirs}) >= ALIKE
    assert closeness({language: ours}, {language: theirs}) == closeness({language: theirs}, {language: ours})


@pytest.mark.parametrize(("language", "ours", "theirs"), ANOTHER)
def test_another_promise_is_not(language: str, ours: str, theirs: str) -> None:
    assert closeness({language: ours}, {language: theirs}) < ALIKE


def test_the_language_in_which_they_are_most_alike_counts() -> None:
    ours = {"fr": "Un pont sur le fleuve", "en": "Crossing"}
    assert closeness(ours, {"fr": "Un pont sur le fleuve", "en": "Something else"}) == 1


def test_titles_without_a_common_language_are_compared_by_names_and_numbers() -> None:
    assert closeness({"fr": "Ligne Alpha–Omega 2030"}, {"en": "Alpha–Omega line, 2030"}) >= VERY_ALIKE
    assert closeness({"fr": "Un pont"}, {"en": "A school"}) == 0


@pytest.mark.parametrize("empty", [{}, {"fr": "…"}, {"fr": "de la"}])
def test_what_has_no_words_is_like_nothing(empty: dict[str, str]) -> None:
    assert closeness(empty, {"fr": "de la"}) == closeness({"fr": "Un pont"}, empty) == 0


def test_accents_and_little_words_make_no_difference() -> None:
    assert marks("La Construction d’un pont") == marks("construction pont")


def test_a_search_key_holds_as_much_of_a_title_as_it_holds_in_one_language() -> None:
    ours = known({"fr": "Un pont sur le fleuve", "en": "A bridge"})
    assert share_in(ours, search_key(["Un grand pont"])) == 0.5
    assert share_in(ours, search_key(["Un grand pont", "bridge"])) == 1
    assert share_in(ours, "") == share_in({}, "pont") == share_in({"fr": frozenset()}, "pont") == 0
