"""A body without end, or one that unpacks to a hundred times its size, does not fill the memory."""

import subprocess
import sys

from tests.process import TREE
from tests.upstream.server import Upstream

FAULTS = ("huge_body", "gzip_bomb", "reply_huge", "stream_huge_line", "stream_endless", "500_huge")
GROWTH_MB = 50
ASK_ONCE = """
import asyncio, resource, sys
from assistant.errors import ModelFailed
from assistant.provider.address import Address
from assistant.provider.dialect import Dialect
from assistant.provider.endpoint import Endpoint
from assistant.provider.line import Line
from assistant.provider.probe import HARMLESS

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)

async def ask(url, streams):
    where = Address(url=url, model="m", timeout_s=20)
    endpoint = Endpoint(where, lambda: Line(where, idle_s=1))
    endpoint.dialect = Dialect(has_stream=streams)
    try:
        return await endpoint.reply(HARMLESS)
    except ModelFailed as failed:
        return failed
    finally:
        await endpoint.aclose()

asyncio.run(ask(sys.argv[1], True))
before = peak()
for url in sys.argv[2:]:
    for streams in (False, True):
        print(asyncio.run(ask(url, streams)).kind.value)
print(peak() - before)
"""


def test_memory_does_not_grow_with_what_an_endpoint_sends(upstream: Upstream) -> None:
    faults = [upstream.url(fault) for fault in FAULTS]
    command = [sys.executable, "-c", ASK_ONCE, upstream.url("reply_fenced"), *faults]

    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=TREE)

    *kinds, grown = ran.stdout.split()
    assert kinds == ["bad_upstream"] * 2 * len(faults)
    assert float(grown) < GROWTH_MB
