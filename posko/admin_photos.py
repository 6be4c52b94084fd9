"""Photos in the admin of a post: sent by a form, looked at before the public sees them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from posko.keys import row_key
from posko.models import Photo, Post
from posko.photos import picture_of, put
from posko.texts import check_visible
from posko.uploads.errors import Unfit
from posko.uploads.handler import Skipped, skipped_files
from posko.uploads.images import Picture
from posko.uploads.names import clean_name
from posko.views.photo import jpeg

MOST = 8


class PhotoForm(forms.ModelForm):  # type: ignore[type-arg]
    """A photo with its words. Without a new file, the old picture stays."""

    upload = forms.FileField(
        label=gettext_lazy("Photo file"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP, up to 15 MB. Where it was taken is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Photo
        fields = ["upload", "alt", "alt_en", "place", "published"]

    def __init__(self, *args: Any, skipped: Sequence[Skipped] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused = [s.unfit for s in skipped if s.field == self.add_prefix("upload")]
        self.fields["alt"].validators.append(check_visible)

    def has_changed(self) -> bool:
        """A file that was too big to be taken is a change, too: it is told."""
        return bool(self.refused) or super().has_changed()

    def clean_upload(self) -> Picture | None:
        """Return the picture that was sent, drawn anew."""
        for unfit in self.refused:
            raise ValidationError(unfit.message)
        file = self.cleaned_data["upload"]
        if file is None and self.instance.pk is None:
            raise ValidationError(_("Please choose a photo."))
        try:
            return picture_of(file.read(), clean_name(file.name)) if file else None
        except Unfit as unfit:
            raise ValidationError(unfit.message) from unfit

    def clean(self) -> dict[str, Any]:
        """Hand the picture to the row."""
        cleaned = super().clean() or {}
        if picture := cleaned.get("upload"):
            put(self.instance, picture)
        return cleaned


class PhotoFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The photos of a post; knows which files were left out while they arrived."""

    skipped: Sequence[Skipped] = ()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Tell each form."""
        return {**super().get_form_kwargs(index), "skipped": self.skipped}


class PhotoInline(admin.StackedInline):  # type: ignore[type-arg]
    """Photos of the building and the way in."""

    model = Photo
    form = PhotoForm
    formset = PhotoFormSet
    fields = ["preview", "upload", "alt", "alt_en", "place", "published"]
    readonly_fields = ["preview"]
    extra = 0
    max_num = MOST

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset of this request."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.skipped = skipped_files(request)
        return formset

    @admin.display(description=gettext_lazy("photo"))
    def preview(self, photo: Photo) -> str:
        """Show the small picture, published or not."""
        if photo._state.adding:
            return "-"
        address = reverse("admin:posko_post_photo", args=[photo.post_id, photo.pk])
        size = photo.small_width // 2, photo.small_height // 2
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="{}">', address, *size, photo.alt
        )


class WithPhotos(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of posts that shows their photos to those who may see the post."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address of a photo."""
        view = self.admin_site.admin_view(self.photo_view)
        ours = path("<path:object_id>/photo/<str:key>/", view, name="posko_post_photo")
        return [ours, *super().get_urls()]

    def photo_view(self, request: HttpRequest, object_id: str, key: str) -> HttpResponse:
        """Give a photo's small picture."""
        post_key, photo_key = row_key(object_id), row_key(key)
        if post_key is None or photo_key is None:
            raise Http404
        post: Post | None = self.get_object(request, str(post_key))
        if post is None or not self.has_view_permission(request, post):
            raise Http404
        photo: Photo = get_object_or_404(post.photos.all(), pk=photo_key)
        return jpeg(photo.small)
