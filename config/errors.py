"""Answers to requests that failed before any view could speak."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from config.kept import ended_notice, is_our_own, kept_page, wants_login


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long, with all that was typed if it came from a page of ours.

    What comes from elsewhere is never offered to be sent again: it may be somebody else's words.
    """
    if request.path != reverse("login") and is_our_own(request):
        if request.headers.get("HX-Request") and wants_login(request):
            return ended_notice(request)
        return kept_page(request, 403)
    return render(request, "403_csrf.html", status=403)
