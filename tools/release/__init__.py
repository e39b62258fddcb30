"""What is looked at before a version is published; docs/releasing.md says what and why."""
