"""An endpoint of https is asked where its certificate is trusted, and nowhere else."""

import asyncio
import datetime
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from assistant.errors import ModelFailed
from assistant.ports import Reply
from tests.provider.conftest import ASK, MakeEndpoint
from tests.provider.test_connection import WHOLE
from tests.upstream.faults import head

NAME = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "localhost")])
NOW = datetime.datetime.now(datetime.UTC)


class Answers(asyncio.Protocol):
    """Answers whatever comes, and counts who connects."""

    def __init__(self, connected: list[asyncio.Transport]) -> None:
        self.connected = connected

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.connected.append(transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(head(200, len(WHOLE)) + WHOLE)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of this machine, with its key, that nobody vouches for but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = x509.CertificateBuilder().subject_name(NAME).issuer_name(NAME).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(NOW - datetime.timedelta(1)).not_valid_after(NOW + datetime.timedelta(1))
    signed = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path / "certificate.pem"
    path.write_bytes(private + signed.public_bytes(pem))
    return path


async def asked(make: MakeEndpoint, certificate: Path, times: int) -> tuple[list[Reply | BaseException], int]:
    """What comes of asking so often an endpoint that shows this certificate, and over how many connections."""
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(certificate)
    connected: list[asyncio.Transport] = []
    async with await asyncio.get_running_loop().create_server(lambda: Answers(connected), "127.0.0.1", ssl=shown) as server:
        endpoint = make(f"https://localhost:{server.sockets[0].getsockname()[1]}/v1", streams=False)
        came = [(await asyncio.gather(endpoint.reply(ASK), return_exceptions=True))[0] for _ in range(times)]
        await endpoint.aclose()
    return came, len(connected)


def test_a_trusted_endpoint_is_asked_over_one_connection(
    endpoint_at: MakeEndpoint, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    came, connections = asyncio.run(asked(endpoint_at, certificate, 3))

    assert ([type(each) for each in came], connections) == ([Reply] * 3, 1)


def test_an_endpoint_that_nobody_vouches_for_is_told_nothing(
    endpoint_at: MakeEndpoint, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)

    [failed], connections = asyncio.run(asked(endpoint_at, certificate, 1))

    assert isinstance(failed, ModelFailed)
    assert "not one that this machine trusts" in str(failed)
    assert connections == 0
