# What the wall uses of qasync 0.28.
import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from types import TracebackType
from typing import Any, Self, override

from PySide6.QtCore import QCoreApplication

class QThreadExecutor(Executor):
    def __init__(self, max_workers: int = ..., stack_size: int | None = ...) -> None: ...
    @override
    def __enter__(self, *args: object) -> Self: ...
    @override
    def submit[**P, T](
        self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]: ...

# On Windows it is a ProactorEventLoop; nothing here depends on which.
class QEventLoop(asyncio.SelectorEventLoop):
    def __init__(
        self,
        app: QCoreApplication | None = ...,
        set_running_loop: bool = ...,
        already_running: bool = ...,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

def asyncClose[**P](fn: Callable[P, Coroutine[Any, Any, object]]) -> Callable[P, None]: ...
def asyncSlot(
    *args: type, **kwargs: object
) -> Callable[[Callable[..., Coroutine[Any, Any, object]]], Callable[..., asyncio.Task[Any]]]: ...
def run[T](main: Coroutine[Any, Any, T], *, debug: bool | None = ...) -> T: ...
