"""What went wrong: incidents, their history, referrals and reporters."""

from incidents.models.category import Category
from incidents.models.clock import Clock, ClockRule
from incidents.models.event import Event
from incidents.models.gateway import Gateway
from incidents.models.incident import Incident, IncidentCounter
from incidents.models.message import Message
from incidents.models.referral import Referral
from incidents.models.reporter import Reporter
from incidents.models.saved_filter import SavedFilter

__all__ = [
    "Category",
    "Clock",
    "ClockRule",
    "Event",
    "Gateway",
    "Incident",
    "IncidentCounter",
    "Message",
    "Referral",
    "Reporter",
    "SavedFilter",
]
