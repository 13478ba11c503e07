"""python -m evals.bench model: what the way to a model costs beside bare sockets and the bare SDK, fifty at once, and over ten thousand calls."""

import argparse
import asyncio
import contextlib
import gc
import resource
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import openai

from assistant.ports import Ask, Speaker, Turn
from assistant.provider.address import Address
from assistant.provider.dialect import Dialect
from assistant.provider.endpoint import IDLE_S, Endpoint
from assistant.provider.line import Line

ASK = Ask(
    system="You write one small act. " * 60,
    turns=(Turn(by=Speaker.USER, text="Somebody kept the pass running with two cooks sick. " * 10),),
    schema_name="nudge",
    shape={"type": "object", "properties": {"say": {"type": "string"}}, "required": ["say"], "additionalProperties": False},
)
DELAY_S, AT_ONCE = 0.3, 50
WAYS = {"in one piece": Dialect(has_stream=False), "streamed, 60 pieces": Dialect()}
BARE_SDK = ("the bare SDK, in one piece", "the bare SDK, streamed")
Work = Callable[[], Awaitable[object]]


def main(words: Sequence[str]) -> None:
    """Print each figure with its goal."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench model", description=__doc__)
    parser.add_argument("--calls", type=int, default=300, help="how many calls to time one by one")
    parser.add_argument("--batch", type=int, default=1_000, help="how many to make, fifty at once")
    parser.add_argument("--memory", type=int, default=10_000, help="how many to watch the memory over")
    sizes = parser.parse_args(words)
    with upstream(0) as port:
        asyncio.run(_overhead(port, sizes.calls))
        asyncio.run(_memory(port, sizes.memory))
    with upstream(DELAY_S) as port:
        asyncio.run(_batch(port, sizes.batch))


async def _overhead(port: int, calls: int) -> None:
    """CPU of this process for a call, one after the other."""
    async with _sockets(port) as work:
        bare = await _cpu_ms(work, calls)
    print(f"bare sockets                        {bare:7.2f} ms CPU a call")
    for name, streams in zip(BARE_SDK, (False, True), strict=True):
        async with _sdk(port, streams) as work:
            print(f"{name:35} {await _cpu_ms(work, calls):7.2f} ms CPU a call")
    for name, dialect in WAYS.items():
        async with _endpoint(port, dialect) as endpoint:
            spent = await _cpu_ms(lambda: endpoint.reply(ASK), calls)
        print(f"{name:35} {spent:7.2f} ms CPU a call, {spent - bare:.2f} more (goal 12)")


async def _batch(port: int, calls: int) -> None:
    """Many calls with a window of fifty kept open, beside bare sockets and the bare SDK doing the same on the same machine."""
    ideal_s = -(-calls // AT_ONCE) * DELAY_S
    async with _sockets(port) as work:
        await work()
        _say_batch("bare sockets", calls, ideal_s, *await _window(work, calls))
    for name, streams in zip(BARE_SDK, (False, True), strict=True):
        async with _sdk(port, streams) as work:
            await work()
            _say_batch(name, calls, ideal_s, *await _window(work, calls))
    for name, dialect in WAYS.items():
        async with _endpoint(port, dialect) as endpoint:
            await endpoint.reply(ASK)
            _say_batch(name, calls, ideal_s, *await _window(lambda: endpoint.reply(ASK), calls))


async def _window(work: Work, calls: int) -> tuple[float, float]:
    """Seconds, and seconds of CPU, for so many calls: each of fifty asks again as soon as it is answered."""
    left = iter(range(calls))

    async def ask_again() -> None:
        for _ in left:
            await work()

    started, before = time.perf_counter(), time.process_time()
    await asyncio.gather(*(ask_again() for _ in range(AT_ONCE)))
    return time.perf_counter() - started, time.process_time() - before


def _say_batch(name: str, calls: int, ideal_s: float, took_s: float, spent_s: float) -> None:
    share = f"{ideal_s / took_s:.1%} of the ideal (goal 95%), {spent_s / calls * 1_000:.2f} ms CPU a call"
    print(f"{f'{AT_ONCE} at once, {name}':35} {took_s:7.2f} s for {calls:,} calls of {DELAY_S:g} s: {share}")


async def _memory(port: int, calls: int) -> None:
    """What the process holds after a tenth of the calls, and after all of them."""
    async with _endpoint(port, Dialect()) as endpoint:
        await _many(lambda: endpoint.reply(ASK), calls // 10)
        early = _held_mb()
        await _many(lambda: endpoint.reply(ASK), calls - calls // 10)
    print(f"memory from {calls // 10:,} to {calls:,} calls    {_held_mb() - early:+7.1f} MB (flat)")


@contextlib.contextmanager
def upstream(delay_s: float, text: str | None = None) -> Iterator[int]:
    """Run an endpoint that answers with this text, and give its port."""
    command = [sys.executable, "-m", "evals.bench.upstream", str(delay_s), *([text] if text else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin
        assert running.stdout
        yield int(running.stdout.readline())
        running.stdin.close()


@contextlib.asynccontextmanager
async def _endpoint(port: int, dialect: Dialect) -> AsyncIterator[Endpoint]:
    address = Address(url=f"http://127.0.0.1:{port}/v1", model="m", concurrency=AT_ONCE, timeout_s=600)
    endpoint = Endpoint(address, lambda: Line(address, idle_s=IDLE_S))
    endpoint.dialect = dialect
    yield endpoint
    await endpoint.aclose()


@contextlib.asynccontextmanager
async def _sdk(port: int, streams: bool) -> AsyncIterator[Work]:
    """What one call takes with the openai SDK alone, as its own documents show it."""
    async with openai.AsyncOpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key="none", max_retries=0) as client:

        async def whole() -> object:
            return await client.chat.completions.create(model="m", messages=[{"role": "user", "content": ASK.system}])

        async def streamed() -> object:
            pieces = await client.chat.completions.create(model="m", messages=[{"role": "user", "content": ASK.system}], stream=True)
            return [piece async for piece in pieces]

        yield streamed if streams else whole


@contextlib.asynccontextmanager
async def _sockets(port: int) -> AsyncIterator[Work]:
    """What one call takes over a bare socket that is kept for the next: the least that this machine and the upstream allow."""
    free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def once() -> None:
        reader, writer = free.pop() if free else await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0]))
        free.append((reader, writer))

    yield once
    for _, writer in free:
        writer.close()


async def _cpu_ms(work: Work, times: int) -> float:
    await _many(work, 20)
    before = time.process_time()
    await _many(work, times)
    return (time.process_time() - before) / times * 1_000


async def _many(work: Work, times: int) -> None:
    for _ in range(times):
        await work()


def _held_mb() -> float:
    gc.collect()
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
