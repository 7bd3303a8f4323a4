"""What is known to be a secret is written nowhere."""

from __future__ import annotations

import io
import logging

import pytest

from services.mask import Mask


@pytest.fixture
def mask() -> Mask:
    made = Mask()
    for secret in ("kin-1234", "kin-1234-dai-hon", "1234-abcd"):
        made.add(secret)
    return made


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("kin-1234", "•••"),
        ("a kin-1234-dai-hon b kin-1234", "a ••• b •••"),
        ("kin-1234kin-1234", "••••••"),
        ("kin-1234-abcd", "•••"),  # two that overlap
        ("sai kin-1234-dai…", "sai •••…"),
        ("sai kin-1234…", "sai •••…"),
        ("sai kin-…", "sai •••…"),
        ("sai kin…", "sai kin…"),
        ("sai kin-1234-ab…", "sai •••…"),
        ("sai kin-1", "sai kin-1"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_secrets_and_their_cut_off_beginnings_are_left_out(
    mask: Mask, text: str, masked: str
) -> None:
    assert mask.masked(text) == masked
    assert mask.masked(masked) == masked


def test_a_text_is_held_against_long_tokens_in_one_pass() -> None:
    """256 tokens of 1 KiB, each tried at each of its lengths, held up the wall for seconds."""
    mask = Mask()
    lenders = [Mask() for _ in range(256)]
    for n, lender in enumerate(lenders):
        mask.lend(f"{n:04}" + "x" * 1020, lender)
    looked_at = [mask.masked(f"{n} " + "y" * 490 + f"{n:04}xxx…") for n in range(200)]
    assert all(text.endswith("y•••…") for text in looked_at)


@pytest.mark.parametrize(
    ("message", "arguments"), [("%d", ("kin-1234",)), ("%s %s", ("kin-1234",)), ("%(a)s", ({},))]
)
def test_what_is_logged_wrongly_harms_no_caller_and_tells_no_secret(
    mask: Mask, message: str, arguments: tuple[object, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(mask)
    handler.handle(logging.LogRecord("thử", logging.WARNING, "", 1, message, arguments, None))
    assert written.getvalue() == f"{message} (logged with arguments that don't fit)\n"
    assert capsys.readouterr().err == ""
