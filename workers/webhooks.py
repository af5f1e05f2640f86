"""Sending webhooks beside the jobs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from engine.domain.errors import StoreUnavailable

_logger = logging.getLogger(__name__)


async def send_for_ever(send: Callable[[], Awaitable[int]], interval_seconds: float) -> None:
    """Send what is due, again and again, beginning at once; a store that does not answer is tried again at the next turn."""
    while True:
        try:
            sent = await send()
        except StoreUnavailable as error:
            _logger.warning("webhooks were put off: %s", error)
        else:
            if sent:
                _logger.info("took up %d events of webhooks", sent)
        await asyncio.sleep(interval_seconds)
