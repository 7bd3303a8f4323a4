"""The translations: Vietnamese sentences are the keys, English stands in one compiled catalogue."""

from __future__ import annotations

import gettext
import logging
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

type Lang = Literal["vi", "en"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sentences of one language. What has no translation stays Vietnamese: better than nothing, and
    a test finds it first.
    """

    lang: Lang
    _kept: gettext.NullTranslations = field(repr=False, compare=False)

    def look_up(self, text: str) -> str:
        # gettext keeps its header under the empty key
        return self._kept.gettext(text) if text else ""

    def look_up_counted(self, text: str, n: int) -> str:
        """Vietnamese has one form for every number, English two, where they differ."""
        found = self._kept.ngettext(text, text, n) if text else ""
        return self.look_up(text) if found == text else found


@cache
def catalogue(lang: Lang) -> Catalogue:
    if lang == "vi":
        return Catalogue(lang, gettext.NullTranslations())
    place = files("resources") / "translations" / lang / "LC_MESSAGES" / "langbiang.mo"
    try:
        with place.open("rb") as compiled:
            return Catalogue(lang, gettext.GNUTranslations(compiled))
    except OSError as error:
        _log.warning("không đọc được bản dịch %s: %s", place, error)
        return Catalogue(lang, gettext.NullTranslations())
