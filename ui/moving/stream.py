"""Streams and files, decoded by FFmpeg; without a sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, override

from PySide6.QtCore import QElapsedTimer, QUrl
from PySide6.QtMultimedia import QMediaPlayer, QPlaybackOptions, QVideoSink

from ui.moving.trying import Trying

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtMultimedia import QVideoFrame

    from ui.moving.outlet import Outlet, Tell

PACE = 100
"""Milliseconds at least between two pictures that are handed on."""
_LIVE = frozenset({"rtsp", "rtsps", "udp"})


class StreamShown(Trying):
    def __init__(self, order: Mapping[str, Any], outlet: Outlet, tell: Tell, url: QUrl) -> None:
        super().__init__(order, outlet, tell)
        self._url = url
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._since = QElapsedTimer()
        self.open()

    @override
    def open(self) -> None:
        if self._url.isLocalFile() and not Path(self._url.toLocalFile()).is_file():
            self.fail("file")
            return
        player, sink = QMediaPlayer(self), QVideoSink(self)
        options = QPlaybackOptions()
        options.setNetworkTimeout(round(self.paces["load"] * 1000))
        if self._url.scheme() in _LIVE:
            options.setPlaybackIntent(QPlaybackOptions.PlaybackIntent.LowLatencyStreaming)
        player.setPlaybackOptions(options)
        player.setVideoSink(sink)
        player.setLoops(QMediaPlayer.Loops.Infinite)
        sink.videoFrameChanged.connect(self._framed)
        player.errorOccurred.connect(self._erred)
        player.mediaStatusChanged.connect(self._changed)
        self._player, self._sink = player, sink
        self._since.invalidate()
        self.expect(self.paces["load"])
        player.setSource(self._url)
        player.play()

    @override
    def drop(self) -> None:
        player, sink, self._player, self._sink = self._player, self._sink, None, None
        if player is not None and sink is not None:
            for one in (player, sink):
                one.blockSignals(True)  # noqa: FBT003 - Qt's
            player.stop()
            player.deleteLater()
            sink.deleteLater()

    @override
    def late(self) -> None:
        self.fail("still" if self.shown else "deadline")

    def _framed(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or self._player is None:
            return
        if self._since.isValid() and self._since.elapsed() < PACE:
            return
        image = frame.toImage()
        if image.isNull():
            return
        self._since.start()
        self.succeed()
        self.outlet.show(image)
        self.expect(self.paces["hung"])

    def _erred(self, error: QMediaPlayer.Error, said: str) -> None:
        match error:
            case QMediaPlayer.Error.NoError:
                return
            case QMediaPlayer.Error.FormatError:
                self.fail("format")
            case QMediaPlayer.Error.AccessDeniedError:
                self.fail("password")
            case QMediaPlayer.Error.NetworkError:
                self.fail("network")
            case _:
                # Its own words may repeat the address, and with it who logs in.
                del said
                self.fail("unreachable" if not self._url.isLocalFile() else "format")

    def _changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.EndOfMedia:
            self.fail("ended")
