"""Presets: how a known system is asked and understood, as YAML over a general connector. A source
that names one gets its keys, completed and overridden key by key by what the wall file says itself.
"""

from services.wall_file.presets.resolving import Used, used
from services.wall_file.presets.shape import Parameter, Preset

__all__ = ["Parameter", "Preset", "Used", "used"]
