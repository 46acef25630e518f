"""A file that a side's word rests on, to whoever may read the commitment."""

from typing import cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.absent import absent
from commitments.dashboards.page import page
from commitments.dashboards.problems import check_asked, problems_in
from commitments.queries.files import content_of, file_on
from commitments.reports.attachments import taken_away
from commitments.rules import readable


@page
def show(request: HttpRequest, reference: str, word: int, piece: int) -> HttpResponse:
    """Answer the file; 404 where there is none, and to those who may not know of the commitment.

    The address asks nothing more: the bytes are the same at all times.
    """
    try:
        check_asked(request.GET, (), once=())
    except ValidationError as error:
        return render(request, "commitments/unreadable.html", {"problems": problems_in(error)}, status=400)
    visible = readable(request.user)
    if not visible.filter(reference=reference).exists():
        return absent(request, reference)
    evidence = file_on(visible, reference, word=word, piece=piece)
    if evidence is None:
        raise Http404
    content = content_of(evidence)
    if content is None:
        context = {"reference": reference, "name": evidence.file_name}
        return render(request, "commitments/file_gone.html", context, status=404)
    return cast("HttpResponse", taken_away(evidence, content))
