"""The addresses: pages under their language, the API and the admin beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from commitments.api.views.root import Nowhere

# "/" is nobody's address: LocaleMiddleware sends it on to the overview in the visitor's language.
urlpatterns = [
    path("", include("commitments.api.health_urls")),
    path("api/v1/", include("commitments.api.urls")),
    re_path(r"^api/(?:[\s\S]*/)?\Z", Nowhere.as_view()),  # an address without its slash is first sent on
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("commitments.dashboards.urls")), prefix_default_language=True),
]

handler400 = "tracker.errors.bad_request"
handler404 = "tracker.errors.not_found"
handler500 = "tracker.errors.server_error"
