"""The schema that editors complete and explain by."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from jsonschema import Draft202012Validator as Validator

from services.wall_file import installed
from services.wall_file.schema import schema
from services.wall_file.syntax import tree
from services.wall_file.tree import plain
from tests.unit.wall_file.small_plugins import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.phrase import Phrase
    from services.wall_file import Plugins

type Node = dict[str, object]


@pytest.fixture(scope="module", params=["tests' own", "installed"])
def made(request: pytest.FixtureRequest) -> Node:
    plugins: Plugins = PLUGINS if request.param == "tests' own" else installed()
    return schema(plugins)


def _read(text: str) -> object:
    root = tree(text, "w.yaml").root
    assert root is not None
    return plain(root)


def _keys(node: object, path: str = "") -> Iterator[tuple[str, Node]]:
    """Every key that the schema knows, with its schema."""
    if isinstance(node, list):
        for n, one in enumerate(node):
            yield from _keys(one, f"{path}/{n}")
    if isinstance(node, dict):
        for name, one in node.items():
            if name == "properties":
                for key, below in one.items():
                    yield f"{path}/{key}", cast("Node", below)
            if name not in {"examples", "default"}:
                yield from _keys(one, f"{path}/{name}")


def test_the_schema_is_one(made: Node) -> None:
    Validator.check_schema(made)


def test_the_issues_example_is_valid(made: Node, example: str) -> None:
    assert [error.message for error in Validator(made).iter_errors(_read(example))] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("every: 1 h", "evry: 1 h"),
        ("every: 1 h", "every: 10"),
        ("connector: http_json", "connector: http_jsn"),
        ("number: bts_total", "nubmer: bts_total"),
        ("number: bts_total", "number: 5"),
        ("wall: 1", "wall: 2"),
        ("wall: 1", "wal: 1"),
        ("better: up", "better: lên"),
        ("grid: [3, 2]", "grid: [3]"),
        ("pitch: 0.63 mm", "pitch: 0.63"),
        ('{bearer: "${env:BAO_CAO}"}', "{}"),
    ],
)
def test_what_is_wrong_is_not_valid(made: Node, example: str, before: str, after: str) -> None:
    assert before in example
    assert not Validator(made).is_valid(_read(example.replace(before, after)))


def test_every_key_is_titled_and_explained_and_has_an_example(made: Node) -> None:
    keys = dict(_keys(made))
    assert len(keys) > 80
    lacking = [
        (path, word)
        for path, one in keys.items()
        for word in ("title", "description", "examples")
        if not one.get(word)
    ]
    assert lacking == []


def test_every_example_and_default_is_valid(made: Node) -> None:
    root = Validator(made)
    wrong = [
        (path, value)
        for path, one in _keys(made)
        for value in (*cast("list[object]", one["examples"]), one.get("default"))
        if value is not None and not root.evolve(schema=one).is_valid(value)
    ]
    assert wrong == []


def test_another_language_is_put_in_by_whoever_knows_it() -> None:
    def say(phrase: Phrase) -> str:
        return f"EN {phrase.text}"

    keys = list(_keys(schema(PLUGINS, say)))
    assert all(str(one["description"]).startswith("EN ") for _, one in keys)
