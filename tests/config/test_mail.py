"""Mail servers are named by one address."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.mail import mailer


def test_a_server_with_a_login_and_tls() -> None:
    options = mailer("smtp+tls://posko%40dki:k%2Fs@mail.example.go.id")["OPTIONS"]
    assert (options["host"], options["port"]) == ("mail.example.go.id", 587)
    assert (options["username"], options["password"]) == ("posko@dki", "k/s")
    assert (options["use_tls"], options["use_ssl"]) == (True, False)
    assert options["timeout"] == 20


def test_the_log_is_a_mailer_for_developers() -> None:
    assert mailer("console://") == {"BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize("url", ["", "mail.example", "http://mail.example", "smtp://"])
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        mailer(url)
