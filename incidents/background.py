"""How the worker is connected to the database."""

from typing import cast

from procrastinate import BaseConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector


def worker_connector() -> BaseConnector:
    """Return the connector of the worker's own bookkeeping.

    Two connections at most, and one more that listens; tasks use Django's connections and pool.
    """
    kwargs = {**connector_params(), "application_name": "posko worker"}
    return cast(BaseConnector, PsycopgConnector(kwargs=kwargs, min_size=1, max_size=2))
