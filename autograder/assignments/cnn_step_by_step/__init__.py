"""The assignment "Convolutional Neural Networks: Step by Step"."""
