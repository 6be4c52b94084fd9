"""The Atom feed of announcements and activities."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from posko import clock
from posko.activities import coming, news, title_of
from posko.models import Activity, Announcement, Operation
from posko.public import FRESH


class NewsFeed(Feed):  # type: ignore[type-arg]
    """What is announced, and what comes."""

    # What login_not_required sets on a function.
    login_required = False
    feed_type = Atom1Feed
    title = _("Joint election posts: news")
    subtitle = _("Announcements and activities of the joint election posts")
    author_name = "Posko Bersama"

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Answer with the feed; nothing in it depends on who asks."""
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = f"public, max-age={FRESH}"
        return response

    def link(self) -> str:
        """The page that shows the same."""
        return f"{settings.SITE_URL}{reverse('posko:activities')}"

    def items(self) -> list[Activity | Announcement]:
        """What is announced first, then what comes."""
        operation = Operation.objects.current(clock.today())
        if operation is None:
            return []
        return [*news(operation, clock.now()), *coming(operation, clock.now())]

    def item_title(self, item: Activity | Announcement) -> str:
        """Its title."""
        return title_of(item)

    def item_description(self, item: Activity | Announcement) -> str:
        """Its text."""
        return item.body if isinstance(item, Announcement) else item.description

    def item_link(self, item: Activity | Announcement) -> str:
        """Where it stands on the page."""
        kind = "pengumuman" if isinstance(item, Announcement) else "kegiatan"
        return f"{self.link()}#{kind}-{item.pk}"

    def item_guid(self, item: Activity | Announcement) -> str:
        """The same for as long as it exists."""
        kind = "pengumuman" if isinstance(item, Announcement) else "kegiatan"
        return f"tag:{settings.SITE_NAME},2024:{kind}-{item.pk}"

    def item_updateddate(self, item: Activity | Announcement) -> datetime:
        """When it was changed last."""
        return item.changed_at
