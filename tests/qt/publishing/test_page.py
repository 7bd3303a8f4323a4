"""The page in a real browser, from a real web server and from the folder itself."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage

from tests.qt.publishing.published import publish_once, room, told, wall
from ui.leftovers import STATE
from ui.publishing.folder import lay_down
from ui.publishing.page import page
from ui.publishing.state import script
from widgets.colours import contrast

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Chromium, Nginx

PHONE, TV, LARGE = (390, 844), (1920, 1080), (3840, 2160)
TEXT = "document.getElementById('{}').textContent"
READY = "document.querySelectorAll('main img').length > 0"
PICTURES = (
    "[...document.querySelectorAll('main img')].map(one => one.getBoundingClientRect().toJSON())"
)
ALIKE = 14
"""Of 255, between a pixel of the picture and what the browser made of it at another size, on average."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


class Site:
    """A folder that a wall published, whose state a test may change."""

    def __init__(
        self, folder: Path, publish: str = "{to: cong-bo, every: 10 s}", **more: str
    ) -> None:
        self.top = folder
        self.folder = folder / "cong-bo"
        self.publish, self.more = publish, more
        self.again(tram=1700, xa=142)

    def again(self, **figures: int) -> None:
        with room(self.top, wall(self.publish, **self.more)) as made:
            made.answer(**figures)
            publish_once(made, self.folder)
        self.change(published=datetime.now(UTC))

    @property
    def state(self) -> dict[str, Any]:
        found = told(self.folder)
        assert found is not None
        return found

    def change(self, *, published: datetime, **more: Any) -> None:
        """Of the state, which the wall's held clock dated; the page is to look every second."""
        often = {"every": 1, "old": 900}
        new = self.state | often | {"published": published.isoformat()} | more
        part = self.folder / "part"
        part.write_bytes(script(new))
        part.replace(self.folder / STATE)

    def picture(self, name: str) -> QImage:
        return QImage(str(self.folder / name))


def opened(chromium: Chromium, url: str, size: tuple[int, int], **more: Any) -> None:
    chromium.said.clear()
    chromium.open("about:blank", *size)
    chromium.navigated.clear()
    chromium.open(url, *size, phone=size == PHONE, **more)
    chromium.until(READY)


def visits(chromium: Chromium) -> int:
    return len([url for url in chromium.navigated if url != "about:blank"])


def apart(one: QImage, other: QImage) -> float:
    """How far their pixels lie apart, of 255, on average."""
    small = [
        image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
            64, 36, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        for image in (one, other)
    ]
    pairs = [
        (small[0].pixelColor(x, y).red(), small[1].pixelColor(x, y).red())
        for x in range(64)
        for y in range(36)
    ]
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


def rect(found: dict[str, float]) -> QRect:
    return QRect(*(round(found[side]) for side in ("x", "y", "width", "height")))


def shows(chromium: Chromium, site: Site, name: str) -> bool:
    """The first picture that is seen is that one."""
    place = rect(chromium.evaluate(PICTURES)[0])
    return apart(chromium.grab().copy(place), site.picture(name)) < ALIKE


@pytest.mark.parametrize("size", [TV, LARGE], ids=str)
def test_whole_panels_are_seen_where_they_lie_on_the_wall(
    chromium: Chromium, nginx: Nginx, site: Site, size: tuple[int, int]
) -> None:
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", size)
    if size == TV:  # where they would be read one at a time
        chromium.press("w")
        chromium.until(f"{PICTURES}.length === 2")
    left, right = map(rect, chromium.evaluate(PICTURES))
    grabbed = chromium.grab()
    assert apart(grabbed.copy(left), site.picture("một--trái.png")) < ALIKE
    assert apart(grabbed.copy(right), site.picture("một--phải.png")) < ALIKE
    assert apart(grabbed.copy(left), site.picture("một--phải.png")) > ALIKE
    assert (right.left() - left.right(), right.top() - left.top()) == (1, 0)
    assert left.width() / left.height() == pytest.approx(640 / 360, rel=0.01)
    assert left.width() + right.width() > 0.9 * size[0]
    assert chromium.said == []


def test_on_a_phone_each_tile_is_cut_out_of_its_panel(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", PHONE, scale=2)
    tiles = site.state["scenes"][0]["panels"][0]["tiles"]
    boxes = chromium.evaluate(
        "[...document.querySelectorAll('.cut')].map(one => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == 3
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0] for box in boxes)
    assert all(a["y"] + a["height"] <= b["y"] for a, b in pairwise(boxes))
    x, y, w, h = map(round, tiles[0]["rect"])
    sheet = chromium.grab()
    first = QRect(*(round(2 * boxes[0][side]) for side in ("x", "y", "width", "height")))
    cut = site.picture("một--trái.png").copy(x, y, w, h)
    assert apart(sheet.copy(first), cut) < ALIKE
    alts = chromium.evaluate("[...document.querySelectorAll('main img')].map(one => one.alt)")
    assert "Trạm" in alts[0]
    assert "1.700" in alts[0]
    assert chromium.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_the_most_important_tile_comes_first_on_a_phone(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    state = site.state
    state["scenes"][0]["panels"][1]["tiles"][0] |= {"importance": 9, "says": "quan trọng nhất"}
    site.change(published=datetime.now(UTC), scenes=state["scenes"])
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", PHONE)
    alts = chromium.evaluate("[...document.querySelectorAll('main img')].map(one => one.alt)")
    assert alts[0] == "quan trọng nhất"
    assert len(alts) == 3


def test_a_new_publication_is_shown_without_going_anywhere(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", TV)
    assert shows(chromium, site, "một--trái.png")
    chromium.evaluate("window.stays = 1")
    site.again(tram=99, xa=1)
    site.change(published=datetime.now(UTC) + timedelta(seconds=1))
    chromium.until("document.querySelector('main img').alt.includes('; 99;')")
    assert shows(chromium, site, "một--trái.png")
    assert chromium.evaluate("window.stays") == 1
    assert visits(chromium) == 1


def test_what_is_old_is_grey_and_says_so(chromium: Chromium, nginx: Nginx, site: Site) -> None:
    url = f"{nginx.serve(site.folder)}/index.html"
    opened(chromium, url, TV)
    assert chromium.evaluate(TEXT.format("taken")).endswith("vừa xong")
    assert chromium.evaluate(TEXT.format("notice")) == ""
    site.change(published=datetime.now(UTC) - timedelta(minutes=7), old=30)
    opened(chromium, url, TV)
    assert chromium.evaluate(TEXT.format("taken")).endswith("5 phút")
    assert chromium.evaluate(TEXT.format("notice")) == "Ảnh cũ 5 phút: tường chưa xuất ảnh mới."
    place = rect(chromium.evaluate(PICTURES)[0])
    seen = chromium.grab().copy(place)
    colours = [
        seen.pixelColor(x, y) for x in range(0, seen.width(), 9) for y in range(0, seen.height(), 9)
    ]
    assert all(abs(colour.red() - colour.blue()) < 24 for colour in colours)
    assert chromium.evaluate(
        "getComputedStyle(document.querySelector('main img')).filter"
    ).startswith("grayscale")


def test_it_grows_old_by_itself_and_young_again(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    site.change(published=datetime.now(UTC), every=1, old=3)
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", TV)
    chromium.until("document.body.classList.contains('old')")
    site.change(published=datetime.now(UTC), every=600, old=1800)
    chromium.until("!document.body.classList.contains('old')")
    assert visits(chromium) == 1


def test_a_refresh_that_fails_keeps_the_last_picture_and_says_so(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    site.change(published=datetime.now(UTC))
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", TV)
    (site.folder / STATE).rename(site.folder / "away")
    chromium.until(f"{TEXT.format('notice')} !== ''")
    assert "Không tải được ảnh mới" in chromium.evaluate(TEXT.format("notice"))
    assert shows(chromium, site, "một--trái.png")
    (site.folder / "away").rename(site.folder / STATE)
    chromium.until(f"{TEXT.format('notice')} === ''")


def test_a_picture_that_is_not_the_one_that_it_is_told_of_is_not_shown(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    """As while a folder is being replaced."""
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", TV)
    state = site.state
    state["scenes"][0]["panels"][0]["sum"] += 1
    state["scenes"][0]["panels"][0]["tiles"][0]["says"] = "lạ"
    site.change(published=datetime.now(UTC), scenes=state["scenes"])
    opened_state = "document.querySelector('main img').alt.includes('lạ')"
    chromium.evaluate("dispatchEvent(new Event('online'))")
    chromium.until(f"{TEXT.format('notice')}.includes('Không tải')")
    assert not chromium.evaluate(opened_state)
    assert shows(chromium, site, "một--trái.png")


@pytest.mark.parametrize("size", [PHONE, TV], ids=str)
def test_it_works_from_the_folder_itself(
    chromium: Chromium, site: Site, size: tuple[int, int]
) -> None:
    opened(chromium, (site.folder / "index.html").as_uri(), size)
    if size == TV:
        assert shows(chromium, site, "một--trái.png")
    assert chromium.evaluate(TEXT.format("taken")).endswith("vừa xong")
    site.again(tram=4321, xa=1)
    site.change(published=datetime.now(UTC) + timedelta(seconds=1))
    chromium.until("document.querySelector('main img').alt.includes('4.321')")
    assert visits(chromium) == 1
    assert chromium.said == []


def test_scenes_are_chosen_by_buttons_and_by_keys(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    current = "document.querySelector('[aria-current]').textContent"
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", LARGE)
    assert chromium.evaluate(current) == "Cảnh một"
    for key, scene in (
        ("ArrowRight", "hai"),
        ("ArrowRight", "một"),
        ("PageUp", "hai"),
        ("1", "một"),
    ):
        chromium.press(key)
        chromium.until(f"{current} === 'Cảnh {scene}'")
    chromium.evaluate("[...document.querySelectorAll('#scenes button')].at(-1).click()")
    chromium.until("document.querySelectorAll('main img').length === 1")
    chromium.waiting(lambda: shows(chromium, site, "hai--trái.png"), "the second scene")
    opened(chromium, f"{nginx.serve(site.folder)}/index.html#hai", TV)
    assert chromium.evaluate(current) == "Cảnh hai"


@pytest.mark.parametrize("hash", ["%", "%E1%BA", "__proto__"])
def test_an_address_that_names_no_scene_shows_the_first(
    chromium: Chromium, nginx: Nginx, site: Site, hash: str
) -> None:
    opened(chromium, f"{nginx.serve(site.folder)}/index.html#{hash}", TV)
    assert chromium.evaluate("document.querySelector('[aria-current]').textContent") == "Cảnh một"


def test_scenes_rotate_until_somebody_stops_them(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    current = "document.querySelector('[aria-current]').textContent"
    later = "(() => { const now = Date.now; Date.now = () => now.call(Date) + 25000; })()"
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", LARGE)
    for scene in ("hai", "một"):
        chromium.evaluate(later)
        chromium.until(f"{current} === 'Cảnh {scene}'")
    chromium.press(" ")
    chromium.evaluate(later)
    time.sleep(2.5)  # two looks of the page's
    assert chromium.evaluate(current) == "Cảnh một"
    pressed = "document.querySelector('[data-key=go_on]').getAttribute('aria-label')"
    assert chromium.evaluate(pressed) == "Luân phiên"


def test_letters_too_small_for_this_screen_are_shown_a_panel_at_a_time(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", (1000, 600))
    assert len(chromium.evaluate(PICTURES)) == 1
    assert chromium.evaluate(TEXT.format("place")) == "1/2"
    chromium.press("ArrowRight")
    chromium.until(f"{TEXT.format('place')} === '2/2'")
    chromium.waiting(lambda: shows(chromium, site, "một--phải.png"), "the second panel")
    chromium.press("w")
    chromium.until("document.querySelectorAll('main img').length === 2")


HOSTILE = "</script><img src=x onerror=document.title='hỏng'>'\"&\\u2028*/-->"


def test_what_sources_and_people_write_stays_text(
    chromium: Chromium, nginx: Nginx, tmp_path: Path
) -> None:
    site = Site(tmp_path, tile=json.dumps(HOSTILE))
    for size in (PHONE, TV):
        opened(chromium, f"{nginx.serve(site.folder)}/index.html", size)
        alts = chromium.evaluate("[...document.querySelectorAll('main img')].map(one => one.alt)")
        assert any("</script><img src=x onerror" in alt for alt in alts)
        assert chromium.evaluate("document.title") == "Tường thử"
        assert chromium.said == []


def test_nothing_is_asked_of_anybody_else_and_nothing_but_the_folder(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    base = nginx.serve(site.folder)
    before = len(nginx.asked())
    opened(chromium, f"{base}/index.html", TV)
    opened(chromium, f"{base}/index.html", PHONE)
    asked = {unquote(line.split()[1]).partition("?")[0] for line in nginx.asked()[before:]}
    here = base.removeprefix(nginx.url)
    files = ["index.html", "state.js", "một--trái.png", "một--phải.png"]
    assert asked == {f"{here}/{name}" for name in files}
    loaded = chromium.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert all(one.startswith((nginx.url, "blob:", "data:")) for one in loaded)
    refused = "fetch('http://127.0.0.2:9/').then(() => 'asked', () => 'refused')"
    assert chromium.evaluate(refused) == "refused"
    assert any("Content Security Policy" in one for one in chromium.said)


def test_a_clock_of_the_device_that_is_late_is_told_of(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    site.change(published=datetime.now(UTC) + timedelta(hours=3))
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", PHONE)
    assert chromium.evaluate(TEXT.format("notice")).endswith("lệch với giờ của tường.")
    assert chromium.evaluate(TEXT.format("taken")).endswith("vừa xong")


def test_a_page_that_is_older_than_what_it_is_told_says_so(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    site.change(published=datetime.now(UTC))
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", PHONE)
    site.change(published=datetime.now(UTC), version=2)
    chromium.until(f"{TEXT.format('notice')}.includes('tải lại trang')")


@pytest.mark.parametrize("theme", ["toi", "sang", "dem"])
def test_its_own_letters_hold_seven_to_one_in_every_theme(
    chromium: Chromium, nginx: Nginx, tmp_path: Path, theme: str
) -> None:
    site = Site(tmp_path, f"{{to: cong-bo, theme: {theme}}}")
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", PHONE)
    found = chromium.evaluate("""
        [...document.querySelectorAll('h1, h2, #taken, #simulated, #notice, button')].map(one => {
            let ground = one;
            const clear = () => getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)';
            while (clear()) ground = ground.parentElement;
            return [getComputedStyle(one).color, getComputedStyle(ground).backgroundColor];
        })
    """)
    ratios = [contrast(*(_hex(colour) for colour in pair)) for pair in found]
    assert len(ratios) > 4
    assert min(ratios) >= 7


def test_it_says_in_which_language_it_is_and_follows_the_wall_into_another(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", PHONE)
    assert chromium.evaluate("document.documentElement.lang") == "vi"
    site.publish = "{to: cong-bo, every: 10 s, lang: en, theme: sang}"
    site.again(tram=1, xa=1)
    site.change(published=datetime.now(UTC) + timedelta(seconds=1))
    chromium.until("document.documentElement.lang === 'en'")
    assert chromium.evaluate("document.title") == "Trial wall"
    ground = chromium.evaluate("getComputedStyle(document.body).backgroundColor")
    assert QColor(_hex(ground)).lightness() > 200
    assert visits(chromium) == 1


def test_without_scripts_every_picture_is_there_and_it_is_loaded_anew(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    text = (site.folder / "index.html").read_text("utf-8")
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in text
    chromium.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        chromium.open(f"{nginx.serve(site.folder)}/index.html", *PHONE)
        chromium.waiting(
            lambda: "một--trái.png" in " ".join(map(unquote, nginx.asked()[-3:])), "it"
        )
        time.sleep(0.3)
        shot = chromium.grab()
    finally:
        chromium.command("Emulation.setScriptExecutionDisabled", value=False)
    assert (
        shot.copy(12, 150, 366, 200).convertToFormat(QImage.Format.Format_RGB32).allGray() is False
    )
    assert re.search(r'<img src="một--trái.png" alt="[^"]*1\.700', text)


def test_an_empty_publication_says_so(chromium: Chromium, nginx: Nginx, site: Site) -> None:
    state = site.state | {"scenes": [], "published": datetime.now(UTC).isoformat()}
    files = {"wall.json": (site.folder / "wall.json").read_bytes(), "index.html": page(state)}
    lay_down(site.folder, files | {STATE: script(state)}, "thu", private=False)
    chromium.open("about:blank", *PHONE)
    chromium.open(f"{nginx.serve(site.folder)}/index.html", *PHONE)
    chromium.until(f"{TEXT.format('notice')} === 'Hiện không có cảnh nào được xuất ra đây.'")


def _hex(colour: str) -> str:
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return f"#{red:02X}{green:02X}{blue:02X}"


def test_a_tile_too_wide_for_a_phone_is_seen_whole_and_may_be_enlarged(
    chromium: Chromium, nginx: Nginx, site: Site
) -> None:
    state = site.state
    for panel in state["scenes"][0]["panels"]:
        panel["area"] = [0, 0, 1920, 1080]
        panel["tiles"][0]["rect"] = [0, 0, 1900, 500]
    site.change(published=datetime.now(UTC), scenes=state["scenes"])
    opened(chromium, f"{nginx.serve(site.folder)}/index.html", PHONE)
    width = "document.querySelector('.strip').scrollWidth"
    button = "document.querySelector('.tile button')"
    assert chromium.evaluate(width) <= PHONE[0]
    assert chromium.evaluate(f"{button}.textContent") == "Phóng to"
    chromium.evaluate(f"{button}.click()")
    assert chromium.evaluate(width) > 2 * PHONE[0]
    assert chromium.evaluate(f"{button}.getAttribute('aria-expanded')") == "true"
    chromium.evaluate(f"{button}.focus()")
    chromium.evaluate("window.kept = document.activeElement")
    chromium.evaluate("document.querySelector('.strip').scrollLeft = 120")
    state["scenes"][0]["panels"][0]["tiles"][0]["says"] = "mới"
    site.change(
        published=datetime.now(UTC) + timedelta(seconds=2),
        title="Tên khác",
        scenes=state["scenes"],
    )
    chromium.until("document.title === 'Tên khác'")
    assert chromium.evaluate(width) > 2 * PHONE[0], "a refresh made it small again"
    assert chromium.evaluate("document.querySelector('main img').alt") == "mới"
    assert chromium.evaluate("document.activeElement === window.kept")
    assert chromium.evaluate("document.querySelector('.strip').scrollLeft") == 120
    assert chromium.evaluate("document.documentElement.scrollWidth") == PHONE[0]
