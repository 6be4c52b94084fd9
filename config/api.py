"""`/api/v1/`: what the public pages tell, for programs. Each app brings its own part."""

from django.contrib.auth.decorators import login_not_required
from ninja import NinjaAPI

api = NinjaAPI(
    title="Posko Bersama",
    version="1",
    urls_namespace="api",
    docs_url=None,
    docs_decorator=login_not_required,
)
