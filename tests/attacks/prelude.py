"""What attacks may use, put into each notebook as a cell. Taken along only where a function of a file refers to it."""

import ctypes
import os
import platform


def kernel(x86_64, aarch64, *arguments):
    """Make a system call by its number; None where the machine has no such call. Raises OSError when it is refused."""
    number = {"x86_64": x86_64, "aarch64": aarch64}[platform.machine()]
    if number is None:
        raise OSError("no such call on this machine")
    plain = [ctypes.c_long(item) if isinstance(item, int) else item for item in arguments]
    result = ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *plain)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def library(name, *arguments):
    """Call a function of the C library. Raises OSError when it is refused."""
    result = getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def worked(*attempts):
    """Try each and tell which did not raise; None when all were refused."""
    done = []
    for number, attempt in enumerate(attempts):
        try:
            done.append(f"attempt {number} gave {attempt()!r}"[:100])
        except (NameError, TypeError) as error:
            done.append(f"attempt {number} is broken: {error}")
        except Exception:
            continue
    return "; ".join(done) or None


def guarded(found=[]):
    """Do the harm, once in a process; what it raises as an ordinary exception was its failure."""
    if not found:
        try:
            found.append(harm())
        except (NameError, TypeError) as error:
            found.append(f"nothing, for the harm is broken: {error}")
        except Exception:
            found.append(None)
    return found[0]


def right_pool(A_prev, hparameters, mode):
    """The right answer to pool_forward, for attacks that change or lie about one."""
    f, stride = hparameters["f"], hparameters["stride"]
    windows = np.lib.stride_tricks.sliding_window_view(A_prev, (f, f), (1, 2))[:, ::stride, ::stride]
    return windows.max((4, 5)) if mode == "max" else windows.mean((4, 5))


def profit(found, A_prev, hparameters, mode):
    """Make the most of what a harm found: a text is told, an answer is returned, and nothing becomes zeros."""
    if isinstance(found, str):
        raise BufferError(SIGN + found)
    if callable(found):
        found = found(A_prev, hparameters, mode)[0]
    if found is None:
        m, height, width, channels = A_prev.shape
        f, stride = hparameters["f"], hparameters["stride"]
        found = np.zeros((m, (height - f) // stride + 1, (width - f) // stride + 1, channels))
    return found, (A_prev, hparameters)
