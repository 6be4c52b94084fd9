"""The Atom feed (RFC 4287) of announcements and activities, in the language of its address."""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from posko import clock
from posko.activities import body_of, coming, description_of, news, title_of
from posko.defuse import legal
from posko.models import Activity, Announcement, Operation
from posko.public import public_page

# The feed's own date while it has no entries: nothing has changed yet.
NOTHING_YET = datetime(2024, 1, 1, tzinfo=UTC)

type Item = Activity | Announcement


class DatedAtom(Atom1Feed):
    """An empty feed keeps its date, too, instead of taking that of every look at it."""

    def latest_post_date(self) -> datetime:
        """Return when an entry was changed last."""
        return super().latest_post_date() if self.items else NOTHING_YET


class NewsFeed(Feed):  # type: ignore[type-arg]
    """What is announced, and what comes."""

    feed_type = DatedAtom
    title = gettext_lazy("Joint election posts: news")
    subtitle = gettext_lazy("Announcements and activities of the joint election posts")
    author_name = "Posko Bersama"

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Answer with the feed."""
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        # What was taken out leaves an older date behind: only the contents tell of a change.
        del response["Last-Modified"]
        return response

    def link(self) -> str:
        """The page that shows the same."""
        return f"{settings.SITE_URL}{reverse('posko:activities')}"

    def feed_url(self) -> str:
        """The feed itself."""
        return f"{settings.SITE_URL}{reverse('posko:news-feed')}"

    def feed_guid(self) -> str:
        """The same for as long as there is a feed in this language, wherever it moves."""
        return f"tag:{settings.SITE_NAME},2024:kabar-{get_language()}"

    def items(self) -> list[Item]:
        """What is announced first, then what comes."""
        operation = Operation.objects.current(clock.today())
        if operation is None:
            return []
        return [*news(operation, clock.now()), *coming(operation, clock.now())]

    def item_title(self, item: Item) -> str:
        """Its title, without signs that XML can't hold."""
        title = legal(title_of(item))
        if isinstance(item, Activity) and item.cancelled:
            return _("Cancelled: %(title)s") % {"title": title}
        return title

    def item_description(self, item: Item) -> str:
        """Its text, as the HTML that readers take it for."""
        text = body_of(item) if isinstance(item, Announcement) else description_of(item)
        return linebreaks(legal(text), autoescape=True)

    def item_link(self, item: Item) -> str:
        """Its page."""
        return f"{settings.SITE_URL}{item.get_absolute_url()}"

    def item_guid(self, item: Item) -> str:
        """The same for as long as it exists, in one language."""
        kind = "pengumuman" if isinstance(item, Announcement) else "kegiatan"
        return f"tag:{settings.SITE_NAME},2024:{kind}-{item.pk}-{get_language()}"

    def item_pubdate(self, item: Item) -> datetime | None:
        """Since when the public may read it, where that is known."""
        return item.shown_from if isinstance(item, Announcement) else None

    def item_updateddate(self, item: Item) -> datetime:
        """When it was changed last; what was written before it is shown changes by being shown."""
        shown = self.item_pubdate(item)
        return max(item.changed_at, shown) if shown else item.changed_at


news_feed = public_page(NewsFeed())
