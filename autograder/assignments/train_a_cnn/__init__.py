"""The assignment "A Convolutional Network That Learns"."""
