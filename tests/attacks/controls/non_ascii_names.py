"""Use names and texts of other alphabets.

Tries: Greek and Chinese names, accents, and text that is not a name.
Holds: Full marks.
"""

größe = "Größe ☃"


def 卷积(α, β, γ):
    return float((α * β).sum() + γ.item())


def conv_single_step(a_slice_prev, W, b):
    """Σ a·W + b, größer als ∅."""
    return 卷积(a_slice_prev, W, b) if größe else None
