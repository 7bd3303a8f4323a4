"""Pictures."""

from __future__ import annotations

from services.wall_file.pictures import missing, of_bytes
from tools.specimens import Specimen

_PLAN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">
<rect width="640" height="360" fill="#10283F"/>
<g fill="none" stroke="#7FB2E5" stroke-width="5"><rect x="24" y="24" width="592" height="312" rx="10"/>
<path d="M24 250 H150 M210 250 H330 M330 336 V236 M330 180 V24"/></g>
<g fill="#7FB2E5"><rect x="60" y="44" width="220" height="18"/>
<rect x="380" y="44" width="200" height="18"/></g>
<g fill="#2C4C6E" stroke="#7FB2E5" stroke-width="3"><rect x="70" y="110" width="80" height="34" rx="6"/>
<rect x="190" y="110" width="80" height="34" rx="6"/><rect x="70" y="176" width="80" height="34" rx="6"/>
<rect x="190" y="176" width="80" height="34" rx="6"/>
<rect x="400" y="120" width="160" height="70" rx="12"/></g>
<g fill="#E9EEF4"><circle cx="480" cy="270" r="26"/>
<path d="M468 282 L480 254 L492 282 Z" fill="#10283F"/></g>
</svg>"""
_MARK = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">
<circle cx="60" cy="60" r="56" fill="#1F67AE"/>
<path d="M18 86 L46 42 L61 64 L76 36 L104 86 Z" fill="#FFFFFF"/>
</svg>"""

SPECIMENS = (
    Specimen(
        shows="Một sơ đồ đặt cạnh tệp tường, có chú thích",
        shows_en="A plan that lies beside the wall file, with a caption",
        tile={
            "picture": of_bytes("hinh/phong.svg", _PLAN.encode()),
            "caption": {"vi": "Sơ đồ phòng điều hành", "en": "Plan of the control room"},
        },
        stateless=True,
    ),
    Specimen(
        shows="Một biểu trưng chiếm cả ô",
        shows_en="An emblem that has the whole tile",
        tile={"picture": of_bytes("hinh/logo.svg", _MARK.encode()), "alt": "Biểu trưng"},
        stateless=True,
        size=(451, 443),
    ),
    Specimen(
        shows="Lấp đầy ô, phần thừa bị cắt",
        shows_en="Filling the tile, what is too much cut off",
        tile={
            "picture": of_bytes("hinh/phong.svg", _PLAN.encode()),
            "fit": "cover",
            "title": {"vi": "Phòng điều hành", "en": "Control room"},
        },
        stateless=True,
        size=(922, 288),
    ),
    Specimen(
        shows="Ảnh không còn ở đó: nói rõ vì sao, và ảnh vốn cho thấy gì",
        shows_en="A picture that isn't there: why, and what it would have shown",
        tile={
            "picture": missing("hinh/so-tan.png"),
            "alt": {"vi": "Sơ đồ sơ tán khi có sự cố", "en": "Way out in an emergency"},
        },
        stateless=True,
        size=(608, 288),
    ),
)
