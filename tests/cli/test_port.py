"""A port that cannot be had is named, with what to do."""

import socket

import pytest

from cli.errors import SetUpFailed
from cli.supervisor.port import require_free_port


def test_taken_port_is_named_with_another_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(SetUpFailed) as refusal:
            require_free_port("127.0.0.1", port)

    assert str(refusal.value) == (
        f"port {port} on 127.0.0.1 is taken by another program; choose another one: SKYT_PORT={port + 1 if port < 65535 else 8701} make up"
    )


def test_free_port_is_accepted() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]

    require_free_port("127.0.0.1", port)


def test_address_of_another_machine_is_refused() -> None:
    with pytest.raises(SetUpFailed) as refusal:
        require_free_port("192.0.2.1", 8700)

    assert str(refusal.value) == (
        "port 8700 on 192.0.2.1 cannot be used: the address is not one of this machine; choose another one: SKYT_PORT=8701 make up"
    )
