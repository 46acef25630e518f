"""Becomes the server, as `make run` does, of an application (such as tracker.wsgi.application) on a port."""

import sys

from django.conf import settings

from commitments.management.commands.serve import become_server

if __name__ == "__main__":
    settings.WSGI_APPLICATION = sys.argv[1]
    become_server(int(sys.argv[2]))
