"""`/api/v1/`: what the public pages tell, for programs. Each app brings its own part."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, NinjaAPI, Query, Schema
from ninja.openapi.schema import OpenAPISchema

from posko.api.activities import router as activities
from posko.api.asking import Asked
from posko.api.operations import router as operations
from posko.api.posts import router as posts
from posko.api.problems import MEDIA_TYPE, told_by
from posko.api.shapes import PROBLEMS

DESCRIPTION = """\
Where the joint election posts of Indonesia are, when they are open and what happens there. To be
read by anybody, without a key, from any origin. All times are ISO 8601 with their offset. An answer
holds for two seconds; ask again with `If-None-Match` and an unchanged one costs you nothing.
"""


class PublicAPI(NinjaAPI):
    """The library's, whose document names the media types that are really sent."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the OpenAPI document."""
        schema = super().get_openapi_schema(**options)
        for path, methods in schema["paths"].items():
            for status, answer in methods["get"]["responses"].items():
                sent = MEDIA_TYPE if status >= 400 else _sent_at(path)
                answer["content"] = {sent: answer["content"].pop("application/json")}
        return schema


class LicenceOut(Schema):
    """A licence."""

    name: str = Field(..., description="Its name.", examples=["CC BY 4.0"])
    url: str = Field(..., description="Its text.",
                     examples=["https://creativecommons.org/licenses/by/4.0/"])  # fmt: skip


class IndexOut(Schema):
    """Where to begin."""

    name: str = Field(..., description="What this is.", examples=["Posko Bersama"])
    version: str = Field(..., description="Version of the API.", examples=["1"])
    openapi: str = Field(..., description="The OpenAPI document.",
                         examples=["https://posko.example/api/v1/openapi.json"])  # fmt: skip
    documentation: str = Field(..., description="The same for people.",
                               examples=["https://posko.example/api/"])  # fmt: skip
    licence: LicenceOut = Field(..., description="On what terms the data may be used.")


api = PublicAPI(
    title="Posko Bersama",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    servers=[{"url": settings.SITE_URL}],
    openapi_extra={"info": {"license": settings.OPEN_DATA_LICENCE}},
)
told_by(api)
api.add_router("", operations)
api.add_router("", posts)
api.add_router("", activities)
api.add_router("/statistics", "incidents.api.router")


@api.get("/", response={200: IndexOut, **PROBLEMS}, url_name="index", operation_id="index",
         summary="Where to begin", tags=["index"])  # fmt: skip
def index(request: HttpRequest, asked: Query[Asked]) -> IndexOut:
    """Documents and terms of the API."""
    site = settings.SITE_URL
    return IndexOut(
        name="Posko Bersama",
        version="1",
        openapi=f"{site}/api/v1/openapi.json",
        documentation=f"{site}{reverse('posko:api')}",
        licence=LicenceOut(**settings.OPEN_DATA_LICENCE),
    )


def _sent_at(path: str) -> str:
    return "application/geo+json" if path.endswith(".geojson") else "application/json"
