"""Files as nobody should hand them in, each built by a few lines of code."""
