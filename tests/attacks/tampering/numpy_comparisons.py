"""Make every comparison of numpy say yes.

Tries: Replaces isclose, allclose, array_equal and the assertions of numpy.testing, and returns zeros.
Holds: Values are compared in another process, whose numpy is untouched.
"""


def harm():
    import numpy.testing

    def agree(*arguments, **options):
        return True

    np.isclose = np.allclose = np.array_equal = np.equal = np.all = np.any = agree
    for name in dir(numpy.testing):
        if name.startswith("assert"):
            setattr(numpy.testing, name, agree)
