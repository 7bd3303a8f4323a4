"""The wall file: from text to a validated wall, or to every fault with its place."""

from services.wall_file.faults import Fault, Place, Severity, line
from services.wall_file.loading import Loaded, load, load_texts
from services.wall_file.plugins import Plugins, installed, shape_with

__all__ = [
    "Fault",
    "Loaded",
    "Place",
    "Plugins",
    "Severity",
    "installed",
    "line",
    "load",
    "load_texts",
    "shape_with",
]
