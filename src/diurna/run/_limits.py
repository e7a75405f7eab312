"""What binds a worker: the end of its supervisor, and the memory it may take."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_EVERY = 1.0  # seconds between two looks at who the parent is, where the system does not tell
# What libraries say when memory has run out, other than `MemoryError`: ONNX Runtime and the threads of Python.
_SAID = ("bad_alloc", "bad allocation", "failed to allocate", "can't start new thread")


def die_with(parent: int) -> None:
    """End this process when its parent ends, however that ends.

    Raises:
        EOFError: the parent has ended already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:
        raise EOFError


def memory(more: int) -> None:
    """Let this process take so many bytes of address space beyond what it has now; no core is written when it crashes.

    Linux alone holds a process to it; elsewhere the time limit is what stops a document that eats memory.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (held + more, resource.getrlimit(resource.RLIMIT_AS)[1]))


def no_memory_limit() -> None:
    """Let this process take what it needs, as before `memory`."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows has none

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def out_of_memory(error: BaseException) -> bool:
    """Tell whether an error, or one that it came from, says that memory has run out."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, MemoryError) or any(words in str(seen).lower() for words in _SAID):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_EVERY)
    os._exit(0)
