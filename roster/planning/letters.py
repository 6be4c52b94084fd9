"""News for each person whose duties a published plan changes: one piece, and one mail."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from posko.models import Post
from posko.templatetags.when import long_date, times
from roster.models import Change, Officer
from roster.planning.moves import Move
from roster.telling import tell_each


def tell_of(moves: Iterable[Move]) -> None:
    """Tell everybody in ``moves`` (in order of time) all that is theirs, in one message."""
    mine: dict[int, list[Move]] = defaultdict(list)
    for move in moves:
        mine[move.officer].append(move)
    keys = {move.post for theirs in mine.values() for move in theirs}
    posts = Post.objects.select_related("region").in_bulk(keys)
    with override(settings.LANGUAGE_CODE):
        people = Officer.objects.active().filter(pk__in=mine).order_by("pk")
        told = [(officer, _text(mine[officer.pk], posts)) for officer in people]
        tell_each(told, _("Your duties have changed"), reverse("roster:mine"))


def _text(moves: list[Move], posts: dict[int, Post]) -> str:
    titles = {
        Change.NEW: _("New:"),
        Change.GONE: _("No longer yours:"),
        Change.LEADS: _("You lead from now on:"),
        Change.LEADS_NO_MORE: _("Led by somebody else:"),
    }
    paragraphs = [_("A new rota was published. This changes for you:")]
    for change, title in titles.items():
        lines = [_line(move, posts[move.post]) for move in moves if move.change == change]
        paragraphs += ["\n".join([title, *lines])] if lines else []
    return "\n\n".join(paragraphs)


def _line(move: Move, post: Post) -> str:
    start, end = move.start.astimezone(post.region.zone), move.end.astimezone(post.region.zone)
    leads = f" ({_('leads')})" if move.leads and move.change == Change.NEW else ""
    return f"- {long_date(start)}, {times(start, end)}, {post.name}{leads}"
