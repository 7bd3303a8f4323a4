from __future__ import annotations

from tools import rows


def test_a_row_names_a_file_by_its_path_and_others_beside_it() -> None:
    files, folders = rows.named("| how | `ui/placing/found.py`, `output.py`; `services/sql/` |")
    assert files == {"ui/placing/found.py", "ui/placing/output.py"}
    assert folders == {"services/sql/"}


def test_a_folder_of_which_files_follow_at_once_is_not_named_as_a_whole() -> None:
    for row in ("| how | `ui/moving/`: `page.py` |", "| how | `ui/moving/` (`page.py`) |"):
        files, folders = rows.named(row)
        assert files == {"ui/moving/page.py"}
        assert not folders


def test_a_module_that_no_row_names_is_told() -> None:
    assert "tools/rows.py" not in rows.unnamed("")
    assert "ui/wall.py" in rows.unnamed("| how | `ui/head.py` |")
    assert "ui/head.py" not in rows.unnamed("| how | `ui/head.py` |")


def test_what_the_architecture_names_is_there() -> None:
    text = (rows.HOME / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert rows.gone(text) == []
    assert rows.gone("| how | `ui/no_such.py` |") == ["ui/no_such.py"]
