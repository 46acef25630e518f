"""A slip is told against the deadline before and against the first one, as far as both have a last day."""

from commitments.values.slips import Slip, slip_to


def test_a_first_date_moves_nothing() -> None:
    assert slip_to([], "2027") == Slip(None, None, "2027", None, None, 0)
    assert slip_to([""], "2027") == Slip(None, None, "2027", None, None, 0)


def test_days_are_counted_between_the_last_days() -> None:
    assert slip_to(["2026", "2027-06"], "2027") == Slip("2026", "2027-06", "2027", 184, 365, 2)
    assert slip_to(["2027"], "2026-12-31") == Slip("2027", "2027", "2026-12-31", -365, -365, 1)


def test_where_there_is_no_last_day_no_number_of_days_is_told() -> None:
    assert slip_to(["2027/.."], "2027") == Slip("2027/..", "2027/..", "2027", None, None, 1)


def test_a_deadline_that_is_taken_away_keeps_how_often_it_moved() -> None:
    assert slip_to(["2026", "2027"], "") == Slip("2026", "2027", None, None, None, 1)


def test_the_same_date_again_is_no_move() -> None:
    assert slip_to(["2026", "2026"], "2026").moves == 0
    assert slip_to(["2026", ""], "2028") == Slip("2026", None, "2028", None, 731, 1)
