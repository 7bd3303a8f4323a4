"""A press site: pelican writes RSS and Atom of the test's articles, nginx serves them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import pytest

from tests.servers.nginx import Nginx, nginx_in

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tests.servers.rack import Rack

_SETTINGS = """\
SITENAME = "Báo thử Lâm Đồng"
SITEURL = {url!r}
AUTHOR = "Tòa soạn"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
FEED_ALL_RSS = "rss.xml"
FEED_ALL_ATOM = "atom.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False
"""


@dataclass(slots=True)
class Feeds:
    """Its feeds are at `rss` and `atom`, empty until something is published."""

    server: Nginx
    folder: Path

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def rss(self) -> str:
        return self.url + "/rss.xml"

    @property
    def atom(self) -> str:
        return self.url + "/atom.xml"

    def start(self) -> None:
        self.server.start()

    def kill(self) -> None:
        self.server.kill()

    def publish(self, *articles: Article) -> None:
        """Adds articles to those that are out, and writes the feeds anew."""
        for article in articles:
            article.write(self.folder / "content")
        self._write()

    def clear(self) -> None:
        """Takes back everything that was published: no feed is there (404)."""
        for folder in (self.folder / "content", self.server.root):
            for file in [path for path in folder.rglob("*") if path.is_file()]:
                file.unlink()

    def _write(self) -> None:
        subprocess.run(
            (
                *(sys.executable, "-m", "pelican", "content", "--settings", "settings.py"),
                *("--output", str(self.server.root), "--quiet", "--ignore-cache"),
            ),
            cwd=self.folder,
            env=dict(os.environ, PYTHONUTF8="1"),
            check=True,
            timeout=60,
            capture_output=True,
        )


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    at: datetime
    text: str = "<p>Nội dung</p>"
    """HTML, as editors write it."""
    tags: tuple[str, ...] = ()
    slug: str = ""

    def write(self, folder: Path) -> None:
        slug = self.slug or f"bai-{self.at:%Y%m%d%H%M%S}"
        said = {"date": self.at.isoformat(), "slug": slug, "tags": ", ".join(self.tags)}
        meta = "".join(f'<meta name="{name}" content="{escape(it)}">' for name, it in said.items())
        (folder / f"{slug}.html").write_text(
            f"<html><head><title>{escape(self.title)}</title>{meta}</head>"
            f"<body>{self.text}</body></html>",
            encoding="utf-8",
        )


@pytest.fixture(scope="session")
def feeds(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> Feeds:
    folder = tmp_path_factory.mktemp("feeds")
    server = rack.stand("feeds", nginx_in(tmp_path_factory.mktemp("feeds-nginx")))
    (folder / "content").mkdir()
    (folder / "settings.py").write_text(_SETTINGS.format(url=server.url), encoding="utf-8")
    return Feeds(server, folder)
