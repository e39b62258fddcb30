"""Record the video of a room with ffmpeg, so that it survives the night."""

from livetok._recording.api import prepare, recording_block, recover
from livetok._recording.options import RecordKeywords, RecordOptions
from livetok._recording.recorder import Recorder
from livetok._recording.recording import Progress, Recording, Source

__all__ = [
    "Progress",
    "RecordKeywords",
    "RecordOptions",
    "Recorder",
    "Recording",
    "Source",
    "prepare",
    "recording_block",
    "recover",
]
