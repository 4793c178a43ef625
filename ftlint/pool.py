"""Several processes for a large file: each scans pieces of it, and the parts come back in its order.

The processes are spawned, on every system: forked ones would share the vocabularies, and also the locks that
other threads hold just then, and macOS's own libraries do not survive it. A piece that a process fails on,
or dies on, is scanned here, so that what is found, or raised, is what one process alone would have.
"""

from __future__ import annotations

import multiprocessing
import pickle
from collections import deque
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, Self

from ftlint.collecting import rare_collections
from ftlint.engine import Scanner
from ftlint.processes import deaf, interrupts_held
from ftlint.reading.reader import Source, chunks_of, read_lines
from ftlint.records import dataclass
from ftlint.text.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from ftlint.parts import Part, Plan
    from ftlint.reading.reader import Chunk

PIECE: Final = 2 * 1024 * 1024
"""Bytes that a process scans at a time: small beside a file that is worth it, so that all end together."""

AHEAD: Final = 4
"""How many pieces for each process are begun, or wait for one before them to be done."""

MOST: Final = 60
"""Processes: Windows waits for 63 things at a time."""


@dataclass
class _Piece:
    number: int
    chunk: Chunk
    done: bool = False
    part: Part | None = None
    """None, when done: it has to be scanned here."""


class Pool:
    """Processes that scan. They are started when a file is large enough, and end with the context."""

    def __init__(self, jobs: int, piece: int = PIECE) -> None:
        self._jobs = min(jobs, MOST)
        self._size = piece
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self._workers:
            self._workers.pop().stop()

    def scan(self, source: Source, plan: Plan) -> Iterator[tuple[Chunk, Part]]:
        """Scan a file: its pieces in their order, and what is known of each. Raises OSError."""
        self._begin(source, plan)
        here = Scanner(plan)
        pieces = (_Piece(*pair) for pair in enumerate(chunks_of(source, 0, self._size)))
        ahead: deque[_Piece] = deque()
        while True:
            self._give(pieces, ahead, source)
            if not ahead:
                return
            while not ahead[0].done:
                self._hear(source)
                self._give(pieces, ahead, source)
            piece = ahead.popleft()
            if piece.part is None:
                yield piece.chunk, here.scan(read_lines(source, piece.chunk), piece.number)
            else:
                yield piece.chunk, piece.part

    def _begin(self, source: Source, plan: Plan) -> None:
        """Start what processes are missing, and tell all what is to be scanned."""
        wanted = min(self._jobs, -(-source.size // self._size))
        with interrupts_held(), suppress(OSError):  # no more processes: then with fewer, or with none
            while len(self._workers) < wanted:
                self._workers.append(_Worker())
        # A job that has counted holds texts and their counts, which are for this process alone.
        plain = replace(plan, job=replace(plan.job), levels=dict(plan.levels))
        for worker in list(self._workers):
            try:
                worker.link.send((source, plain))
            except OSError:
                self._lose(worker, source)

    def _give(self, pieces: Iterator[_Piece], ahead: deque[_Piece], source: Source) -> None:
        """Give every process that is idle a piece; where none is left, take one for this process."""
        for worker in [worker for worker in self._workers if worker.piece is None]:
            if len(ahead) >= AHEAD * len(self._workers) or (piece := next(pieces, None)) is None:
                return
            ahead.append(piece)
            try:
                worker.link.send((piece.number, piece.chunk))
                worker.piece = piece
            except OSError:
                piece.done = True
                self._lose(worker, source)
        if not self._workers and not ahead and (piece := next(pieces, None)) is not None:
            piece.done = True
            ahead.append(piece)

    def _hear(self, source: Source) -> None:
        """Wait until some processes are done with their pieces, or gone."""
        busy = {worker.link: (worker, worker.piece) for worker in self._workers if worker.piece is not None}
        for link in wait(list(busy)):
            worker, piece = busy[link]  # type: ignore[index]  # only links were waited for
            worker.piece = None
            piece.done = True
            try:
                piece.part = worker.link.recv()
            except (EOFError, OSError):
                self._lose(worker, source)

    def _lose(self, worker: _Worker, source: Source) -> None:
        """Go on without a process that has died, and say so."""
        import logging

        self._workers.remove(worker)
        said = "ftlint: a process that checked %s ended early (%s); another goes on"
        logging.getLogger("ftlint").warning(said, visible(source.name), worker.death())
        worker.stop()


class _Worker:
    """One process, and the piece that it scans."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.link, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs,), name="ftlint", daemon=True)
        self.piece: _Piece | None = None
        try:
            self._process.start()
        except OSError:
            self.link.close()
            raise
        finally:
            theirs.close()  # so that the link ends when the process does

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.link.close()

    def death(self) -> str:
        """Say how a process ended that has closed its link."""
        self._process.join(1)
        code = self._process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"


def work(link: Connection) -> None:
    """Scan pieces for the process at the other end of a link, until that ends."""
    deaf()
    with rare_collections(), suppress(EOFError, ConnectionError):
        source, plan = link.recv()
        scanner = Scanner(plan, large=True)
        while True:
            task = link.recv()
            if isinstance(task[0], Source):
                source, scanner = task[0], Scanner(task[1], large=True)
            else:
                link.send_bytes(_scanned(scanner, source, *task))


def _scanned(scanner: Scanner, source: Source, number: int, chunk: Chunk) -> bytes:
    """Scan a piece into a pickled part; a pickled None for whatever goes wrong."""
    try:
        return pickle.dumps(scanner.scan(read_lines(source, chunk), number), pickle.HIGHEST_PROTOCOL)
    except Exception:
        return pickle.dumps(None)  # it is scanned again by the other process, and goes wrong there
