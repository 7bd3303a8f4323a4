"""Pictures for specimens of pages and cameras: drawn by rule, so that they are the same on every computer."""

from __future__ import annotations

import struct
import zlib

import numpy as np

WIDTH, HEIGHT = 960, 540
HORIZON = 0.52
"""Of the height."""


def console() -> bytes:
    """A vendor's console, as a PNG: a bar on top, cards, a course, a list."""
    page = np.full((HEIGHT, WIDTH, 3), (244, 246, 249), np.uint8)
    _fill(page, 0, 0, WIDTH, 48, (31, 52, 84))
    _fill(page, 20, 16, 150, 16, (200, 212, 230))
    for n, colour in enumerate(((214, 69, 65), (230, 150, 60), (78, 130, 190), (90, 160, 110))):
        left = 20 + n * 235
        _fill(page, left, 68, 215, 100, (255, 255, 255))
        _fill(page, left, 68, 6, 100, colour)
        _fill(page, left + 24, 88, 90, 14, (150, 158, 170))
        _fill(page, left + 24, 116, 60 + 20 * n, 32, (48, 56, 70))
    _fill(page, 20, 188, 600, 332, (255, 255, 255))
    for n in range(48):
        height = int(120 + 80 * np.sin(n / 5) + 40 * np.sin(n * 1.7))
        _fill(page, 40 + n * 12, 500 - height, 8, height, (110, 150, 205))
    _fill(page, 640, 188, 300, 332, (255, 255, 255))
    for n in range(9):
        _fill(
            page, 660, 206 + n * 35, 12, 12, ((214, 69, 65), (230, 150, 60), (78, 130, 190))[n % 3]
        )
        _fill(page, 684, 206 + n * 35, 130 + (n * 53) % 110, 12, (120, 128, 142))
    return _png(page)


def gate() -> bytes:
    """A street seen by a camera at dusk: sky, hills, a road with its middle line, lamps."""
    down = np.linspace(0, 1, HEIGHT)[:, None] + np.zeros((1, WIDTH))
    across = np.linspace(0, 1, WIDTH)[None, :]
    sky = np.stack([70 + 90 * down, 90 + 70 * down, 120 + 20 * down], -1)
    below = down - HORIZON
    hill = below + 0.1 > 0.05 * np.sin(across * 9) + 0.03 * np.sin(across * 23)
    ground = below > 0
    road = ground & (np.abs(across - 0.5) < 0.05 + 0.55 * below)
    dashes = np.sin(3 / np.maximum(below + 0.02, 0.01)) > 0
    sky[hill] = 42, 58, 52
    sky[ground] = 58, 66, 58
    sky[road] = 72, 74, 78
    sky[road & dashes & (np.abs(across - 0.5) < 0.004 + 0.02 * below)] = 210, 205, 180
    scene = np.clip(sky, 0, 255).astype(np.uint8)
    for n in range(4):
        left, top = 150 + n * 70, 150 + n * 35
        _fill(scene, left, top, 5, 260 - n * 45, (30, 34, 38))
        _fill(scene, left - 8, top - 6, 22, 8, (255, 226, 160))
    return _png(scene)


def _fill(
    page: np.ndarray, left: int, top: int, wide: int, high: int, colour: tuple[int, int, int]
) -> None:
    page[top : top + high, left : left + wide] = colour


def _png(page: np.ndarray) -> bytes:
    height, width, _ = page.shape
    rows = b"".join(b"\0" + page[y].tobytes() for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    whole = name + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))
