"""A service that stops: what was asked is answered, sockets are told to come again, and it does not hang on anybody."""

import asyncio
from pathlib import Path

from websockets.asyncio.client import connect

from api.schema.node import node_id
from api.settings import Settings
from cli.embedded.servers import Addresses
from engine.adapters.postgres.database import Database
from tests.accounts import Tenant, submit
from tests.graphql.conftest import token_of
from tests.graphql.service import Socket, running_service

FOLLOW = "subscription Follow($id: ID!) { jobEvents(jobId: $id, after: 0) { number } }"


async def test_sockets_are_told_to_come_again(
    stores: Addresses, tmp_path: Path, database: Database, ada: Tenant, contract_id: object
) -> None:
    settings = Settings(
        database_url=stores.application_url, redis_url=stores.redis_url, frontend_dir=tmp_path, secret_key="a secret of tests"
    )
    job_id = (await submit(database, ada, contract_id)).job_id  # type: ignore[arg-type]
    async with asyncio.timeout(30):
        async with running_service(settings) as service:
            token = await token_of(service, ada)
            connection = await connect(service.url.replace("http", "ws") + "/graphql", subprotocols=["graphql-transport-ws"])
            socket = Socket(connection)
            await socket.send({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}})
            assert (await socket.receive())["type"] == "connection_ack"
            await socket.subscribe("1", FOLLOW, id=node_id("Job", job_id))
            assert (await socket.receive())["payload"] == {"data": {"jobEvents": {"number": 1}}}
            stream = service.client(token).http
            asking = asyncio.create_task(stream.get(f"/api/v1/jobs/stream/{job_id}"))
        await connection.wait_closed()
        assert (connection.close_code, connection.close_reason) == (1012, "")
        await asyncio.gather(asking, return_exceptions=True)
        await stream.aclose()
