"""What a running program tells about itself: Prometheus text on a port, and OpenTelemetry; see docs/telemetry.md."""

from livetok.telemetry.metrics import Metric, Reader, prometheus_text, room_metrics, statistics_metrics
from livetok.telemetry.opentelemetry import observe
from livetok.telemetry.server import serve_metrics

__all__ = [
    "Metric",
    "Reader",
    "observe",
    "prometheus_text",
    "room_metrics",
    "serve_metrics",
    "statistics_metrics",
]
