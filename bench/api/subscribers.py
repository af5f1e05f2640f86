"""A thousand followers over fifty channels, and who publishes: a plan (JSON) comes in, a row (JSON) for each rate goes out.

It is run by the peers' Python, which has `picows`, on the core of the load; it imports nothing of ours.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import redis.asyncio as redis
import uvloop
from picows import WSListener, WSMsgType, ws_connect

PLAN = json.loads(sys.stdin.read())
MARK = b'"ts":'
DELAYS: list[float] = []
STATE = {"ready": 0, "unexpected": 0}


class Follower(WSListener):
    """One socket with one subscription."""

    def __init__(self, channel: int) -> None:
        """Take the number of the channel."""
        self._channel = channel

    def on_ws_connected(self, transport: Any) -> None:
        """Begin."""
        transport.send(WSMsgType.TEXT, PLAN["init"].encode())

    def on_ws_frame(self, transport: Any, frame: Any) -> None:
        """Note how long an event took; answer the protocol's messages."""
        if frame.msg_type != WSMsgType.TEXT:
            return
        content = frame.get_payload_as_bytes()
        start = content.find(MARK)
        if start >= 0:
            start += len(MARK)
            end = start
            while content[end] not in b",}":
                end += 1
            DELAYS.append(time.time() - float(content[start:end]))
        elif b"connection_ack" in content:
            STATE["ready"] += 1
            payload = {"query": PLAN["query"], "variables": PLAN["variables"][self._channel]}
            transport.send(WSMsgType.TEXT, orjson.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        elif b'"ping"' in content:
            transport.send(WSMsgType.TEXT, b'{"type":"pong"}')
        else:
            STATE["unexpected"] += 1
            print("unexpected", content[:300], file=sys.stderr)


def resident_kb() -> int:
    """Resident memory of the server."""
    return int(Path(f"/proc/{PLAN['pid']}/statm").read_text().split()[1]) * 4


def processor_us() -> float:
    """Processor time of the server so far."""
    return sum(int((task / "schedstat").read_text().split()[0]) for task in Path(f"/proc/{PLAN['pid']}/task").iterdir()) / 1e3


async def connect_all() -> list[Any]:
    """Open the sockets, fifty at a time."""
    at_once = asyncio.Semaphore(50)

    async def one(number: int) -> Any:
        async with at_once:
            headers = {"Sec-WebSocket-Protocol": "graphql-transport-ws"}
            return (await ws_connect(lambda: Follower(number % len(PLAN["channels"])), PLAN["url"], extra_headers=headers))[0]

    return await asyncio.gather(*(one(number) for number in range(PLAN["sockets"])))


async def until(condition: Callable[[], bool], seconds: float) -> None:
    """Wait for a condition, at most so long."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        await asyncio.sleep(0.02)


async def publish(client: Any, rate: int, numbers: list[int]) -> int:
    """Publish for some seconds at a rate of events a second; how many there were."""
    started, sent, total = time.time(), 0, int(rate * PLAN["seconds"])
    while sent < total:
        due = min(total, int((time.time() - started) * rate) + 1) - sent
        pipeline = client.pipeline(transaction=False)
        for _ in range(due):
            channel = sent % len(numbers)
            numbers[channel] += 1
            message = PLAN["message"].replace("@number", str(numbers[channel])).replace("@channel", str(channel))
            pipeline.publish(PLAN["channels"][channel], message.replace("@now", repr(time.time())))
            sent += 1
        if due:
            await pipeline.execute()
        await asyncio.sleep(max(0.0, started + sent / rate - time.time()))
    return total


async def main() -> None:
    """Connect, then measure rate by rate."""
    client, before = redis.from_url(PLAN["redis"]), resident_kb()
    clients_before = len(await client.client_list())
    started = time.monotonic()
    sockets = await connect_all()
    await until(lambda: STATE["ready"] >= PLAN["sockets"], 60)
    connected = time.monotonic() - started
    while not all(count >= 1 for _, count in await client.pubsub_numsub(*PLAN["channels"])):
        await asyncio.sleep(0.05)
    await asyncio.sleep(2)
    kilobytes = (resident_kb() - before) / PLAN["sockets"]
    subscribers = sum(1 for item in await client.client_list() if int(item["sub"]) > 0)
    numbers = [0] * len(PLAN["channels"])
    for rate in PLAN["rates"]:
        DELAYS.clear()
        used, began = processor_us(), time.monotonic()
        expected = await publish(client, rate, numbers) * PLAN["sockets"] // len(PLAN["channels"])
        await until(lambda most=expected: len(DELAYS) >= most, 10)
        found = sorted(DELAYS)
        row = {"rate": rate, "expected": expected, "delivered": len(found), "seconds": time.monotonic() - began,
               "processor": (processor_us() - used) / max(1, len(found)), "kilobytes": kilobytes, "connect": connected,
               "redis": subscribers, "clients": clients_before, "unexpected": STATE["unexpected"]}  # fmt: skip
        row |= {f"p{part}": found[int(len(found) * part / 100)] * 1e3 if found else 0.0 for part in (50, 95, 99)}
        print(json.dumps(row), flush=True)
    for socket in sockets:
        socket.disconnect()


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(PLAN["core"])})
    uvloop.run(main())
