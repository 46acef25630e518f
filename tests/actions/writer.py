"""A writer in a process of its own: `python writer.py SIDE TIMES`. It adds words of one side to the commitments in turn."""

import os
import sys
from datetime import UTC, datetime

import django


def write(side: str, times: int) -> None:
    """Add words to the commitments in turn; every third one is rolled back at the end."""
    # Models exist only once Django is set up.
    from commitments.actions.recording import recording  # noqa: PLC0415
    from commitments.actions.words import Word, record_update  # noqa: PLC0415
    from commitments.models import Commitment, Side  # noqa: PLC0415

    commitments, speaker = list(Commitment.objects.all()), Side.objects.get(code=side)
    for turn in range(times):
        now = datetime.now(tz=UTC)
        try:
            with recording(by=None, at=now, why={"en": f"Turn {turn} of {side}"}):
                commitment = commitments[turn % len(commitments)]
                word = Word(status="in_progress", as_of=now.date(), progress=turn, note={"en": f"By {os.getpid()}"})
                record_update(commitment, side=speaker, word=word, by=None, at=now, why={"en": "in the outer change"})
                if turn % 3 == 2:
                    raise KeyboardInterrupt
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    write(sys.argv[1], int(sys.argv[2]))
