"""Run untrusted numpy functions: inputs in, plain arrays out, and nothing else.

Theory of operation. The grader (trusted) sends a job, reads replies against a deadline, and builds every array itself
from raw bytes that it has checked. It never unpickles, and it believes neither output nor exit status.
The zygote (ours, one a sandbox) has numpy loaded and holds nothing of the course. It forks a child for each job, and
runs no student code. The reaper (ours) is the parent of all children: it kills one when asked to, and reports to the
grader how it ended. Each has a socket to the grader, and both end when the grader does. A child inherits the zygote's
memory, so the zygote never learns how another child ended.
The child (untrusted from its first student byte on) first gives up everything: descriptors, limits, its user where the
grader is root, capabilities, all system calls but a few. Then it reads the job from a data socket made for it alone. It
never holds the other sockets, so it cannot speak for zygote or reaper.
What hides the files is the tier: mounts and namespaces of the zygote's own (`bwrap`), or Landlock rules (`landlock`). A
self-test tries to break out of a real child before the sandbox is used; if anything that matters succeeds, it does not
open. The tier `none` makes no promise and says so; outside Linux, where no other tier works, each of its children is a
fresh process, without a zygote. All that a child sees is the folder `inside`, the interpreter with its standard
library, and numpy. What is promised and what is not: docs/threat-model.md.
"""

from .diagnosis import Diagnosis, Finding, TierReport, diagnose
from .inside.wire import Opaque
from .job_types import (
    Call,
    Job,
    JobResult,
    Limits,
    Raised,
    Reply,
    SandboxFault,
    SandboxUnavailable,
    TierChoice,
    TierName,
    Unit,
)
from .opening import Sandbox, open_sandbox
from .tiers import PROTECTIONS

__all__ = [
    "PROTECTIONS",
    "Call",
    "Diagnosis",
    "Finding",
    "Job",
    "JobResult",
    "Limits",
    "Opaque",
    "Raised",
    "Reply",
    "Sandbox",
    "SandboxFault",
    "SandboxUnavailable",
    "TierChoice",
    "TierName",
    "TierReport",
    "Unit",
    "diagnose",
    "open_sandbox",
]
