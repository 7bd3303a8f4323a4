"""Sizes and corners as a wall file writes them: two whole numbers of pixels."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, WithJsonSchema


def _pair(least: tuple[int, int], most: int, example: list[int]) -> WithJsonSchema:
    """Two whole numbers, said so that older editors understand it too."""
    return WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "integer", "minimum": min(least), "maximum": most},
            "minItems": 2,
            "maxItems": 2,
            "examples": [example],
        }
    )


Size = Annotated[
    tuple[
        Annotated[int, Field(strict=True, ge=320, le=16384)],
        Annotated[int, Field(strict=True, ge=240, le=16384)],
    ],
    _pair((320, 240), 16384, [1920, 1080]),
]
"""Width, height in pixels."""

_Coordinate = Annotated[int, Field(strict=True, ge=-65536, le=65536)]
Corner = Annotated[tuple[_Coordinate, _Coordinate], _pair((-65536, -65536), 65536, [1920, 0])]
"""x, y in pixels."""
