"""`/masuk-pesan/<slug>/`: where gateways leave messages. Signed, safe to send again."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from incidents.codes import spoken
from incidents.inbox.gateways import BODY_MAX, BadMessage, Delivery, is_recent, read
from incidents.models import Gateway
from incidents.reporters import ReporterData
from incidents.signing import SIGNATURE_HEADER, TIMESTAMP_HEADER, is_signed
from incidents.views.public.limits import GATEWAYS
from incidents.workflow import Conflict, Incoming, Received, Refused, receive_from_gateway
from posko import clock


@login_not_required
@csrf_exempt
@never_cache
@require_POST
def webhook(request: HttpRequest, slug: str) -> HttpResponse:
    """Store one message of the gateway ``slug`` and answer with its receipt."""
    if not GATEWAYS.allows(request):
        return GATEWAYS.told(_error(429, "too many requests"))
    if _length(request) > BODY_MAX:
        # Told by the header alone: what is too big isn't even read.
        return _error(413, f"at most {BODY_MAX} bytes")
    gateway = Gateway.objects.active().select_related("region").filter(slug=slug).first()
    if gateway is None:
        return _error(404, "no such gateway")
    if refusal := _refusal(request, gateway):
        return refusal
    try:
        return _store(gateway, read(request.body))
    except BadMessage as fault:
        return _error(400, str(fault))


def _refusal(request: HttpRequest, gateway: Gateway) -> HttpResponse | None:
    timestamp = request.headers.get(TIMESTAMP_HEADER, "")
    given = request.headers.get(SIGNATURE_HEADER, "").removeprefix("sha256=")
    if not is_signed(gateway.secret, timestamp, request.body, given):
        return _error(401, "the signature doesn't fit")
    if not is_recent(timestamp):
        # Who signs rightly may know our time: a gateway's clock may be wrong.
        return _error(401, "the timestamp is not within five minutes", now=_now())
    return None


def _store(gateway: Gateway, delivery: Delivery) -> HttpResponse:
    # `phone` is how to reach the sender, be it a number or a mail address.
    sender = ReporterData(phone=delivery.sender)
    content = Incoming(text=delivery.text, sender=sender, sent_at=delivery.sent_at)
    try:
        received = receive_from_gateway(content, gateway, delivery.external_id)
    except Conflict:
        return _error(409, "this id came before with other content")
    except Refused:
        return _error(503, "there is no operation to report to")
    return _receipt(received)


def _receipt(received: Received) -> HttpResponse:
    message = received.message
    receipt = {
        "id": message.external_id,
        "tracking_code": spoken(message.tracking_code),
        "received_at": message.received_at.astimezone(clock.JAKARTA).isoformat(),
    }
    return JsonResponse(receipt, status=201 if received.fresh else 200)


def _length(request: HttpRequest) -> int:
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isdecimal() and len(text) < 12 else BODY_MAX + 1


def _error(status: int, words: str, **more: int) -> HttpResponse:
    return JsonResponse({"error": words, **more}, status=status)


def _now() -> int:
    return int(clock.now().timestamp())
