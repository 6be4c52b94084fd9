"""What went wrong: incidents, their history, referrals and reporters."""

from incidents.models.attachment import Attachment, AttachmentKind, Upload
from incidents.models.category import Category
from incidents.models.clock import Clock, ClockRule
from incidents.models.event import Event
from incidents.models.gateway import Gateway
from incidents.models.handed_over import HandedOver
from incidents.models.incident import Incident, IncidentCounter
from incidents.models.message import Message
from incidents.models.notice import Notice, NoticeChoice
from incidents.models.referral import Referral
from incidents.models.reporter import Reporter
from incidents.models.saved_filter import SavedFilter
from incidents.models.statistics_snapshot import StatisticsSnapshot
from incidents.models.watch import Watch
from incidents.models.webhook import Webhook, WebhookDelivery

__all__ = [
    "Attachment",
    "AttachmentKind",
    "Category",
    "Clock",
    "ClockRule",
    "Event",
    "Gateway",
    "HandedOver",
    "Incident",
    "IncidentCounter",
    "Message",
    "Notice",
    "NoticeChoice",
    "Referral",
    "Reporter",
    "SavedFilter",
    "StatisticsSnapshot",
    "Upload",
    "Watch",
    "Webhook",
    "WebhookDelivery",
]
