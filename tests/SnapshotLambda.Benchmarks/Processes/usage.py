"""Run a command to its end and print what it used: "used exit-code wall-seconds cpu-seconds peak-kibibytes", as wait4 tells."""
import os
import sys
import time

started = time.monotonic()
# Its output goes where this script's errors go, and so past the one line that is printed here.
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, used = os.wait4(child, 0)
print("used", os.waitstatus_to_exitcode(status), time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss)
