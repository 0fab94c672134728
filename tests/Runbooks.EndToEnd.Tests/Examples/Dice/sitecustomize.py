"""Chance for the examples' Python scripts: each throw gives the next value in turn, counted in ~/throws, so that a run ends the same every time."""
import fcntl
import os
import random


def throw():
    with open(os.path.expanduser("~/throws"), "a+") as throws:
        fcntl.flock(throws, fcntl.LOCK_EX)
        throws.write(".")
        throws.flush()
        return throws.tell()


random.choice = lambda values: values[throw() % len(values)]
random.randint = lambda low, high: low + throw() % (high - low + 1)
