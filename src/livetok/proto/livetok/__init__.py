"""Classes generated from proto/livetok/*.proto."""
