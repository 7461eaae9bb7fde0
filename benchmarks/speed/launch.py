"""Starts a command from a process that holds next to nothing: `python launch.py COMMAND ...` prints what the command cost and its status, as JSON.

The kernel counts the memory of whoever starts a process as held by the process too, and the benchmark, which draws a million quotes, holds a lot.
"""

import json
import os
import subprocess
import sys
import time

begun = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)  # noqa: S603  the benchmark's own commands
# What the kernel counted of this one process and its children, whatever else the machine did meanwhile.
_, status, used = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
memory = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
print(json.dumps({"processor": used.ru_utime + used.ru_stime, "clock": time.perf_counter() - begun, "memory": memory, "status": process.returncode}))
