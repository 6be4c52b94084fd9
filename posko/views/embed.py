"""`/sematkan/`: posts in the pages of other sites.

What stands in a frame is bare: no navigation, no form, no script, no cookie. It alone may be
framed; every other page refuses. It is rendered without the request, so that nothing in it can
depend on who looks.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from posko import clock
from posko.cards import card
from posko.models import Operation, Post
from posko.openly import same_for_all
from posko.public import View, public_page

FRAMED = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": settings.EMBED_ANCESTORS,
}
# As high as a post, or a few of them, in pixels.
HEIGHT_OF_ONE, HEIGHT_OF_ALL = 420, 640


class EmbedForm(forms.Form):
    """What is to be shown: all posts, or one."""

    posko = forms.ChoiceField(
        label=_("Which post?"),
        required=False,
        error_messages={"invalid_choice": _("There is no such post. Please choose one.")},
    )

    def __init__(self, posts: list[Post], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All posts")), *((post.slug, post.name) for post in posts)]
        self.fields["posko"].choices = choices  # type: ignore[attr-defined]


def framed(view: View) -> Callable[..., HttpResponseBase]:
    """Return ``view`` as one that other sites may show in a frame."""
    return xframe_options_exempt(csp_override(FRAMED)(same_for_all(view)))


@public_page
def embed_page(request: HttpRequest) -> HttpResponse:
    """Give the lines to be put into a page of another site."""
    operation = Operation.objects.current(clock.today())
    posts = list(Post.objects.public().of(operation)) if operation else []
    form = EmbedForm(posts, request.GET or None)
    wrong = form.is_bound and not form.is_valid()
    slug = "" if wrong or not form.is_bound else form.cleaned_data["posko"]
    post = next((post for post in posts if post.slug == slug), None)
    context = {"form": form, "post": post, "operation": operation, **_snippet(post)}
    return render(request, "posko/embed.html", context, status=422 if wrong else 200)


@framed
def embedded_posts(request: HttpRequest) -> HttpResponse:
    """Show all posts of the current operation in short."""
    operation = Operation.objects.current(clock.today())
    posts = Post.objects.public().of(operation).with_hours() if operation else []
    now = clock.now()
    return _bare("posko/embedded_posts.html", {"cards": [card(post, now) for post in posts]})


@framed
def embedded_post(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one post in short; one that isn't there is missed within the frame, not in a blank."""
    operation = Operation.objects.current(clock.today())
    posts = Post.objects.public().of(operation).with_hours() if operation else Post.objects.none()
    post = posts.filter(slug=slug).first()
    if post is None:
        return _bare("posko/embedded_post.html", {}, status=404)
    return _bare("posko/embedded_post.html", {"post": post, "card": card(post, clock.now())})


def _bare(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    shared = {"now": clock.now(), "demonstration": settings.DEMONSTRATION}
    return HttpResponse(render_to_string(template, {**shared, **context}), status=status)


def _snippet(post: Post | None) -> dict[str, Any]:
    path = reverse("posko:embedded-post", args=[post.slug]) if post else ""
    return {
        "source": f"{settings.SITE_URL}{path or reverse('posko:embedded-posts')}",
        "title": post.name if post else _("Joint election posts"),
        "height": HEIGHT_OF_ONE if post else HEIGHT_OF_ALL,
    }
