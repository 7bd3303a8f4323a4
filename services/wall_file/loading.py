"""From a path, or from texts that were kept, to a wall file or to everything that is wrong with it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from services.phrase import phrase
from services.quantities import spelt
from services.wall_file import includes, presets, tree
from services.wall_file.checks import checks
from services.wall_file.faults import Fault, Place, Severity
from services.wall_file.pictures import Album
from services.wall_file.plugins import Plugins, shape_with
from services.wall_file.presets import shipped
from services.wall_file.refusals import Refusal, refusals
from services.wall_file.seen import Seen
from services.wall_file.stand_ins import stood_in
from services.wall_file.switching import switched_on
from services.wall_file.written import Written, written_out
from services.wall_file.zeros import leading_zeros

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from services.key_store import KeyStoreTrouble
    from services.wall_file.includes import Shelf
    from services.wall_file.pictures import Picture
    from services.wall_file.shape import WallFile

MOST_FAULTS = 500
_MOST_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Loaded:
    """`wall` is None exactly where there are faults. Both lists are in the order of the files."""

    wall: WallFile | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    texts: dict[str, str]
    """The text of the main file, of each file that it includes and of each preset that it uses, by name:
    what a replay needs."""
    names: tuple[str, ...]
    """Of the files that were looked for, be they there or not."""
    main: str
    """The main file's name in `texts`."""
    hash: str
    """SHA-256 of names, texts and pictures; the folder has no part in it."""
    plugins: Plugins
    """Those that it was read with: the program's own, and those that it switches on."""
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)
    """Those beside it that it shows, by name."""
    written: tuple[Written, ...] = ()
    """Secrets that stand in `texts` themselves."""
    lacking: tuple[Fault, ...] = ()
    """The warnings about packages, where something of the wall can't be asked or drawn for them."""

    @property
    def name(self) -> str:
        """What the wall's cache is found by: its `name`, else the stem of its file."""
        if self.wall is not None and self.wall.name is not None:
            return self.wall.name
        stem = self.main.rpartition("/")[2].rpartition(".")[0] or self.main
        return spelt(stem, "tuong")


@dataclass(frozen=True, slots=True)
class _Around:
    """What a wall file that was read from the disk has around it."""

    folder: Path | None = None
    environment: Mapping[str, str] | None = field(default=None, repr=False)
    key_trouble: Callable[[str], KeyStoreTrouble | None] | None = None


_NOTHING = _Around()


def load(
    path: Path,
    plugins: Plugins,
    environment: Mapping[str, str] | None = None,
    key_trouble: Callable[[str], KeyStoreTrouble | None] | None = None,
) -> Loaded:
    """Reads the file and what it includes; never raises for what lies at `path`. Blocks on the disk,
    and for some seconds on a package of plug-ins that it is the first to switch on. Faults call files
    by `path` and by their place beside it. `environment`: the variables that its secrets may be in,
    by default the process's own. `key_trouble` (`KeyStore.trouble`): asked of each key of the system's
    store; without it none is, for a store may make people wait.
    """
    folder = path.parent
    around = _Around(folder, os.environ if environment is None else environment, key_trouble)
    loaded = _load(includes.Folder(folder), path.name, plugins, around)

    def shown(fault: Fault) -> Fault:
        ours = shipped.path(fault.file)
        return replace(fault, file=str(ours or folder / fault.file))

    return replace(
        loaded,
        faults=tuple(map(shown, loaded.faults)),
        warnings=tuple(map(shown, loaded.warnings)),
        lacking=tuple(map(shown, loaded.lacking)),
    )


def load_texts(
    texts: Mapping[str, str],
    main_name: str,
    plugins: Plugins,
    pictures: Mapping[str, str] | None = None,
) -> Loaded:
    """The same from texts that were kept, and from pictures (`Picture.kept`): no file is looked at, the
    secrets' and certificates' neither. Faults call files by their names in `texts`.
    """
    return _load(includes.Kept(texts, pictures or {}), main_name, plugins, _NOTHING)


def _load(shelf: Shelf, main: str, plugins: Plugins, around: _Around) -> Loaded:
    found = includes.gathered(shelf, main)
    album = Album(shelf, main)
    faults = [*found.faults, *_of_ours(plugins, main)]
    wall: WallFile | None = None
    written: tuple[Written, ...] = ()
    lacking: tuple[Fault, ...] = ()
    if found.root is not None:
        switched = switched_on(found.root, plugins.own())
        made = presets.used(found.root, shelf)
        plugins, lacks = stood_in(made.root, switched.plugins, switched.missing)
        lacking = (*switched.said, *lacks) if lacks else ()
        found.texts |= made.texts
        found.names += made.names
        wall, more = _validated(made, plugins, around, album, whole=found.whole)
        found.names += album.pictures
        faults += [*switched.said, *lacks, *made.faults, *more]
        written = written_out(wall, made.root) if wall is not None else ()
    order = {name: n for n, name in enumerate((main, *found.texts))}
    faults = _in_order(faults, order)
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    return Loaded(
        wall=None if errors else wall,
        faults=_capped(errors),
        warnings=_capped([fault for fault in faults if fault.severity is Severity.WARNING]),
        texts=found.texts,
        names=tuple(dict.fromkeys(found.names)),
        main=main,
        hash=includes.digest(found.texts, main, album.pictures),
        plugins=plugins,
        pictures=album.pictures,
        written=written,
        lacking=tuple(_in_order(lacking, order)),
    )


def _of_ours(plugins: Plugins, main: str) -> list[Fault]:
    """The program's own plug-ins that can't be loaded, told where the file begins: it names none."""
    own = plugins.own()
    return [Fault.warning(Place(main), broken.what, broken.remedy) for broken in own.broken]


def _validated(
    made: presets.Used, plugins: Plugins, around: _Around, album: Album, *, whole: bool
) -> tuple[WallFile | None, list[Fault]]:
    """The wall, and what shape and checks find. What the shape refuses is left out and the rest
    looked at again, so that one wrong key doesn't hide a missing name elsewhere.
    """
    shape, root = shape_with(plugins), made.root
    said = [*leading_zeros(root)]
    kept = _without(root, made.lost)
    for turn in range(_MOST_ROUNDS):
        try:
            wall = shape.model_validate(tree.plain(kept), context=album)
        except ValidationError as error:
            refused = refusals(error, kept, shape, plugins)
            said += _first(refused, said) if turn == 0 else []
            kept = _less(kept, refused)
        else:
            kinds = frozenset(plugins.tiles)
            seen = Seen(
                wall,
                kept,
                root,
                kinds,
                around.folder,
                around.environment,
                around.key_trouble,
                whole=whole and not said and not made.faults,
            )
            return wall, said + checks(seen)
    return None, said


def _first(refused: Iterable[Refusal], said: Iterable[Fault]) -> list[Fault]:
    """What is told of the shape, less what stands where something else is wrong already."""
    told = {(fault.file, fault.line, fault.column) for fault in said}
    faults = [one.fault for one in refused]
    return [fault for fault in faults if (fault.file, fault.line, fault.column) not in told]


def _less(root: tree.Mapping, refused: Iterable[Refusal]) -> tree.Mapping:
    """The tree without what was refused; what lacks a key goes as a whole. The file's version can't
    be left out, so it is put right for the look at the rest.
    """
    spoilt = frozenset(tuple(map(tree.composed, one.spoilt)) for one in refused)
    if () not in spoilt and ("wall",) not in spoilt:
        return _without(root, spoilt)
    entries = tuple(e for e in root.entries if e.name != "wall" and (e.name,) not in spoilt)
    place = root.place
    version = tree.Entry(tree.Scalar(place, "wall", "wall"), tree.Scalar(place, 1, "1"))
    return _without(tree.Mapping(place, (version, *entries)), spoilt - {("wall",)})


def _without(root: tree.Mapping, unwanted: frozenset[tree.Path]) -> tree.Mapping:
    kept = tree.without(root, lambda path: tuple(map(tree.composed, path)) in unwanted)
    return kept if isinstance(kept, tree.Mapping) else root


def _in_order(faults: Iterable[Fault], order: Mapping[str, int]) -> list[Fault]:
    once = dict.fromkeys(faults)
    return sorted(once, key=lambda f: (order.get(f.file, len(order)), f.line, f.column))


def _capped(faults: list[Fault]) -> tuple[Fault, ...]:
    if len(faults) <= MOST_FAULTS:
        return tuple(faults)
    last = faults[MOST_FAULTS]
    more = Fault(
        last.file,
        last.line,
        last.column,
        phrase("còn {count} lỗi nữa", count=len(faults) - MOST_FAULTS),
        phrase("sửa các lỗi ở trên trước"),
        last.severity,
    )
    return (*faults[:MOST_FAULTS], more)
