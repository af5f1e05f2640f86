"""The embedded servers as every test uses them."""

import asyncpg
from redis.asyncio import Redis

from cli.embedded.servers import Addresses


async def test_postgres_is_18_checksummed_and_in_utf8(servers: Addresses) -> None:
    connection = await asyncpg.connect(servers.owner_url.replace("+asyncpg", ""))
    settings = {
        name: await connection.fetchval(f"show {name}")
        for name in ("server_version", "data_checksums", "server_encoding", "listen_addresses")
    }
    await connection.close()

    assert settings.pop("server_version").split(".")[0] == "18"
    assert settings == {"data_checksums": "on", "server_encoding": "UTF8", "listen_addresses": ""}


async def test_application_role_owns_nothing_and_cannot_bypass_row_level_security(servers: Addresses) -> None:
    connection = await asyncpg.connect(servers.application_url.replace("+asyncpg", ""))
    role = await connection.fetchrow("select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user")
    await connection.close()

    assert dict(role) == {"rolsuper": False, "rolbypassrls": False, "rolcreatedb": False, "rolcreaterole": False}


async def test_redis_writes_an_append_only_file_and_evicts_nothing(servers: Addresses) -> None:
    async with Redis.from_url(servers.redis_url, decode_responses=True) as client:
        names = ("appendonly", "appendfsync", "maxmemory-policy", "port")
        settings = {name: (await client.config_get(name))[name] for name in names}

    assert settings == {"appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction", "port": "0"}
