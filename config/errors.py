"""Answers to requests that failed before any view could speak."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long (or the form came from elsewhere), in our words."""
    return render(request, "403_csrf.html", status=403)
