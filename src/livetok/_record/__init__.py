"""Record the video of a room with ffmpeg, so that it survives the night."""

from livetok._record.control import prepare, recording_block, recover
from livetok._record.recorder import Recorder
from livetok._record.recording import Progress, Recording, Source
from livetok._record.settings import RecordKeywords, RecordOptions

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
