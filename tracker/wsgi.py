"""The WSGI gateway, which `make run` serves."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

application = get_wsgi_application()
# Every view is loaded now: else the first visitor of each worker would wait for it.
import_module(settings.ROOT_URLCONF)
