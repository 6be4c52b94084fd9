"""How much one stranger may do, and all of them together."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from posko.addresses import client_address
from posko.throttle import EVERYBODY, allowed, seconds_left


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times ``per`` window: ``each`` for one address, ``together`` for everybody.

    A whole neighbourhood may share one address of a mobile network, hence generous numbers.
    """

    scope: str
    each: int
    together: int
    per: timedelta

    def allows(self, request: HttpRequest) -> bool:
        """Count ``request`` and tell whether it is within both limits."""
        # One's own limit first: who is over it uses up nobody else's.
        return allowed(self.scope, client_address(request), self.each, self.per) and allowed(
            self.scope, EVERYBODY, self.together, self.per
        )

    @property
    def minutes(self) -> int:
        """How many minutes to wait, for people."""
        return -(-seconds_left(self.per) // 60)

    def told(self, response: HttpResponse) -> HttpResponse:
        """Return ``response`` with how many seconds to wait, for machines."""
        response["Retry-After"] = str(seconds_left(self.per))
        return response


# Codes have 50 bits: 3,000 guesses in ten minutes find one of a million codes in some 5 years.
TRACKING = Limit("lacak", each=30, together=3000, per=timedelta(minutes=10))
REPORTING = Limit("lapor", each=20, together=1000, per=timedelta(hours=1))
GATEWAYS = Limit("masuk-pesan", each=600, together=6000, per=timedelta(minutes=1))
