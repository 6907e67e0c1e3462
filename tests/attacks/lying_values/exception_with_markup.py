"""Raise an exception whose text is written for those who read it.

Tries: Terminal escapes, HTML, a formula, line breaks, and halves of characters that cannot be encoded.
Holds: The record stays printable text and can be written.
Status: raised
"""


def pool_forward(A_prev, hparameters, mode="max"):
    raise ValueError("\x1b]0;title\x07\x1b[2J\r\x00<script>alert(1)</script>=cmd|' /C calc'!A0\ud800\u202e")
