"""Classes generated from proto/webcast/*.proto."""
