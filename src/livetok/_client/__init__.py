"""What users enter: connect(), watch(), follow() and open_live(), and the Live that they give."""
