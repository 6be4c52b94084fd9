"""The field for photos and PDFs, and the form that adds them to a case.

A form can't give a browser its files back. So the good ones are staged as soon as they arrive
(incidents/views/files.py); the field shows them and lets a person take one back.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.steps import PlainStepForm
from incidents.models import Upload
from posko.uploads.limits import MAX_FILE, MAX_FILES, MEGABYTE

# Named one by one, iPhones turn their HEIC photos into JPEG by themselves.
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
HELP = _("Photos (JPEG, PNG, WebP) or PDF, up to 10 files of 15 MB. Positions are removed.")


class FilesInput(forms.FileInput):
    """Chooses several files, and lists those that are kept already."""

    template_name = "components/files.html"
    allow_multiple_selected = True
    staged: Sequence[Upload] = ()
    problems: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add what is kept, what was refused, and the limit for the script that warns early."""
        context = super().get_context(name, value, attrs)
        context["widget"].update(
            staged=self.staged,
            problems=self.problems,
            max_size=MAX_FILE,
            max_megabytes=MAX_FILE // MEGABYTE,
            max_files=MAX_FILES,
        )
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        """Return nothing: the files themselves go another way."""

    def use_required_attribute(self, initial: Any) -> bool:
        """Kept files are enough, which a browser can't know."""
        return False


class FilesField(forms.Field):
    """Takes files; what is wrong with them is added by the view."""

    widget = FilesInput

    def __init__(self, **options: Any) -> None:
        widget = FilesInput(attrs={"accept": ACCEPT, "multiple": True})
        words = {"label": _("Photos or PDF"), "help_text": HELP}
        super().__init__(widget=widget, **{**words, **options})

    def validate(self, value: Any) -> None:
        """Accept everything here."""


class AttachForm(PlainStepForm):
    """Files for a case."""

    client_uuid = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"invalid": _("This form is damaged. Please open it anew.")},
    )
    uploads = FilesField()

    def offer(self) -> None:
        """Name the sending, so that its files count once however often it is sent."""
        self.initial["client_uuid"] = uuid.uuid4()
