"""Replace the modules that the worker is made of.

Tries: Puts other modules in place of calling, wire and numpy, and other functions into them.
Holds: The worker has bound what it uses, or breaks and costs only this function.
"""


def harm():
    import sys
    from types import ModuleType

    for name in ("calling", "wire"):
        module = sys.modules[name]
        for attribute in ("attempt", "encode", "write_frame", "describe", "join"):
            if hasattr(module, attribute):
                setattr(module, attribute, lambda *arguments, **options: b"passed")
    for name in ("calling", "wire", "numpy", "__main__"):
        sys.modules[name] = ModuleType(name)
