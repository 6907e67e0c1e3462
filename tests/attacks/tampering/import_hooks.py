"""Decide what the worker gets when it imports something.

Tries: Puts finders in front of the import system and replaces __import__, giving out modules that agree.
Holds: Only imports in this process are met, and none that judges.
"""


def harm():
    import builtins
    import sys
    from types import ModuleType

    class Finder:
        def find_spec(self, name, path=None, target=None):
            sys.modules[name] = ModuleType(name)

    class Agreeing(ModuleType):
        def __getattr__(self, name):
            return lambda *arguments, **options: True

    sys.meta_path.insert(0, Finder())
    sys.path_hooks.insert(0, Finder)
    builtins.__import__ = lambda name, *rest: Agreeing(name)
