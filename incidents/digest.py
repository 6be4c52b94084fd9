"""One mail with all that a person was told since the last one."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from incidents.models import Notice
from posko import clock
from roster.models import Officer

# A longer list says that there is more on the page.
LONGEST = 100


def send_digest(officer_pk: int) -> int:
    """Send what waits for the officer in one mail; return how many notices it held.

    Whatever the mail server raises leaves them waiting. Two at once: the second finds nothing.
    """
    with transaction.atomic():
        officer = Officer.objects.active().exclude(email="").filter(pk=officer_pk).first()
        notices = _waiting(officer) if officer else []
        if not officer or not notices:
            return 0
        _message(officer, notices).send()
        Notice.objects.filter(pk__in=[n.pk for n in notices]).update(mailed_at=clock.now())
    return len(notices)


def _waiting(officer: Officer) -> list[Notice]:
    """Lock and return what waits and may still be known, oldest first."""
    # Locked first, then narrowed: a lock wants plain rows.
    waiting = Notice.objects.filter(officer=officer).waiting_for_mail()
    locked = waiting.select_for_update(skip_locked=True).values_list("pk", flat=True)
    return list(
        Notice.objects.visible_to(officer)
        .filter(pk__in=list(locked))
        .select_related("incident")
        .order_by("pk")
    )


def _message(officer: Officer, notices: Sequence[Notice]) -> EmailMessage:
    context = {
        "officer": officer,
        "notices": notices[:LONGEST],
        "more": max(0, len(notices) - LONGEST),
        "site": settings.SITE_URL,
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = ngettext(
            "Posko Bersama: %(count)s notice", "Posko Bersama: %(count)s notices", len(notices)
        ) % {"count": len(notices)}
        body = render_to_string("incidents/mail/digest.txt", context)
    headers = {
        "Message-ID": _message_id(notices),
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, body, to=[officer.email], headers=headers)


def _message_id(notices: Sequence[Notice]) -> str:
    """The same for the same notices, so that a mail that is sent again is known as the same."""
    names = ",".join(str(notice.pk) for notice in notices)
    return f"<{hashlib.sha256(names.encode()).hexdigest()[:32]}@{settings.SITE_NAME}>"
