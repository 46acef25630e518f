"""The addresses that a supervisor asks."""

from django.urls import path

from commitments.api.views import health

urlpatterns = [
    path("healthz", health.Alive.as_view(), name="healthz"),
    path("readyz", health.Ready.as_view(), name="readyz"),
]
