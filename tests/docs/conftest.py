"""A seeded tracker that is served, for the pages whose examples are tried."""

from tests.running.fixtures import seeded, tracker

__all__ = ["seeded", "tracker"]
