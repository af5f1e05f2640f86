"""Skyt's own service as it runs in production, on $PORT: `python -m bench.api.service`."""

import os

import uvicorn

from api.app import create_app
from api.settings import OidcProvider, Settings
from bench.api.places import APPLICATION_URL, REDIS_URL


def main() -> None:
    """Serve until a signal."""
    provider = OidcProvider(name="program", issuer="https://id.example.org", client_id="skyt")
    settings = Settings(
        environment="production",
        database_url=APPLICATION_URL,
        redis_url=REDIS_URL,
        secret_key="a secret of the benchmark",
        oidc_providers=[provider],
    )
    app = create_app(settings)
    options = {"access_log": False, "log_level": "warning", "ws": "websockets-sansio", "ws_per_message_deflate": False, "loop": "uvloop"}
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), **options)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
