"""Mail about duties: one message a person, tried again when the mail server fails."""

from django.conf import settings
from django.core.mail import EmailMessage
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from roster.models import Officer


@app.task(name="roster.mail", retry=RetryStrategy(max_attempts=6, exponential_wait=5))
def mail(officer: int, subject: str, text: str) -> None:
    """Send ``text`` to the officer, if they are still with us and have an address."""
    person = Officer.objects.active().exclude(email="").filter(pk=officer).first()
    if person:
        headers = {"Auto-Submitted": "auto-generated"}
        body = f"{text}\n\n{settings.SITE_NAME}: {settings.SITE_URL}/\n"
        EmailMessage(subject, body, to=[person.email], headers=headers).send()
