"""`/sitemap.xml` and `/robots.txt`: what search engines may know."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from posko import clock
from posko.languages import in_both
from posko.models import Operation, Post
from posko.public import public_page

ALWAYS = (
    "posko:home", "posko:find", "posko:map", "posko:activities", "posko:operations",
    "public:statistics", "posko:api", "posko:embed",
)  # fmt: skip


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the public pages in both languages, of drafts and of staff none."""
    operation = Operation.objects.current(clock.today())
    posts = Post.objects.public().of(operation) if operation else []
    pages = [in_both(name) for name in ALWAYS]
    pages += [in_both("posko:operation", each.slug) for each in Operation.objects.published()]
    pages += [in_both("posko:post", post.slug) for post in posts]
    return render(request, "posko/sitemap.xml", {"pages": pages}, content_type="application/xml")


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of what is for people who log in or who hold a code."""
    lines = ["User-agent: *"]
    # A search that leads nowhere says itself that it isn't to be found.
    closed = ("/admin/", "/masalah/", "/jadwal/", "/lacak/", "/masuk/")
    lines += [f"Disallow: {path}" for path in closed]
    lines += [f"Disallow: /en{path}" for path in ("/lacak/",)]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
