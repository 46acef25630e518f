"""A seeded tracker that is served, for the tests of this folder."""

from tests.running.fixtures import seeded, tracker

__all__ = ["seeded", "tracker"]
