"""Sending one message: to a checked address, without detours, within a fixed time."""

import asyncio

import httpx

from incidents.webhooks.guard import Target

# Seconds for all of it: a receiver that answers drop by drop does not hold a worker.
PATIENCE = 15
TIMEOUT = httpx.Timeout(10, connect=5)


def post(target: Target, body: bytes, headers: dict[str, str]) -> int:
    """Send ``body`` to ``target`` and return the status of the answer, whose body isn't read.

    Raises httpx.HTTPError or TimeoutError. Redirects are answers like others: following one
    would lead to an address that nobody checked. Proxies of the environment are not used.
    """
    return asyncio.run(_post(target, body, headers))


async def _post(target: Target, body: bytes, headers: dict[str, str]) -> int:
    async with (
        asyncio.timeout(PATIENCE),
        httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
        client.stream(
            "POST",
            target.pinned_url,
            content=body,
            headers={**headers, "Host": target.host_header},
            # The certificate is checked against the name, not against the address.
            extensions={"sni_hostname": target.host},
        ) as response,
    ):
        return response.status_code
