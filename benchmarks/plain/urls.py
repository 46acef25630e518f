"""The tracker's addresses, and beside them those of the references that it is compared with."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from benchmarks.plain.changes import PlainChanges
from benchmarks.plain.commitments import PlainCommitments
from benchmarks.plain.empty import ConstantView, EmptyView, constant
from tracker import urls

router = SimpleRouter()
router.register("commitments", PlainCommitments)
router.register("changes", PlainChanges)

urlpatterns = [
    path("plain/empty/", EmptyView.as_view()),
    path("plain/constant/", ConstantView.as_view()),
    path("plain/function/", constant),
    path("plain/", include(router.urls)),
    *urls.urlpatterns,  # in front stay the references, so that neither walks past more of the others than it must
]
