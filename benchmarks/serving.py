"""Becomes the tracker's server as `make run` starts it, with so many workers and threads: `serving PORT WORKERS THREADS`."""

import sys

from commitments.management.commands import serve

if __name__ == "__main__":
    port, serve.WORKERS, serve.THREADS = map(int, sys.argv[1:])
    serve.become_server(port)
