"""Take the processor away from others.

Tries: Raises its own priority, asks for real-time scheduling, lowers that of others and lifts its own limits.
Holds: None of it is allowed.
"""


def harm():
    import os
    import resource

    return worked(
        lambda: os.nice(-10),
        lambda: os.setpriority(os.PRIO_PROCESS, BAIT["victim"], 19),
        lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
        lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
        lambda: os.sched_setaffinity(os.getppid(), {0}),
        lambda: resource.prlimit(BAIT["victim"], resource.RLIMIT_CPU, (1, 1)),
        lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
        lambda: kernel(251, 30, 1, BAIT["victim"], 0x6007),
        lambda: kernel(149, 228, 0x10000, 1 << 28),
    )
