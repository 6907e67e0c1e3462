"""Start threads without end.

Tries: Threads of Python's, of the C library's and of the process pools of the standard library.
Holds: No thread can be started.
"""


def harm():
    import _thread
    import concurrent.futures
    import ctypes
    import threading

    def start():
        thread = threading.Thread(target=int)
        thread.start()
        return thread.join()

    def start_in_c():
        number, body = ctypes.c_ulong(), ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(lambda given: None)
        if ctypes.CDLL(None).pthread_create(ctypes.byref(number), None, body, None) != 0:
            raise OSError("no thread")

    def use_a_pool():
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            return pool.submit(int).result(1)

    return worked(start, start_in_c, lambda: _thread.start_new_thread(int, ()), use_a_pool)
