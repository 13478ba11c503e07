"""A Ray cluster that is there: parts are made by its workers, and written here, so that the bytes are the same."""

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

import ray

from assistant.errors import BadInput, EngineFailed
from assistant.tips.rendering import Press

RETRIES = 5  # a part whose worker dies is made again by another


def on_cluster(press: Press, numbers: Sequence[int]) -> Iterator[tuple[int, int, bytes]]:
    """Make parts on the cluster, a few ahead of what is written, and give them back in their order.

    The audience travels with each task, so the workers need no folder of ours; they need this package.

    Raises:
        BadInput: No cluster answers.
        EngineFailed: A part failed again and again.

    """
    _join()
    make = ray.remote(max_retries=RETRIES)(_made)
    held = ray.put(press)
    waiting = iter(numbers)
    under_way: deque[ray.ObjectRef[tuple[int, int, bytes]]] = deque()
    ahead = 2 * max(1, int(ray.cluster_resources().get("CPU", 1)))
    try:
        while True:
            under_way.extend(
                make.remote(held, number, press.week.part(number).read_bytes()) for number in islice(waiting, ahead - len(under_way))
            )
            if not under_way:
                return
            yield ray.get(under_way.popleft())
    except ray.exceptions.RayError as error:
        raise EngineFailed(f"the Ray cluster failed ({type(error).__name__}); run it again, what is written stays") from error
    finally:
        ray.shutdown()


def _made(press: Press, number: int, lines: bytes) -> tuple[int, int, bytes]:
    return press.made(number, lines)


def _join() -> None:
    try:
        ray.init(address="auto", log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, RuntimeError) as error:
        raise BadInput("no Ray cluster answers; start one with `ray start --head`, or set RAY_ADDRESS") from error
