"""A province that answers on loopback in the real systems' dialects. All of it is a function of a
seed and an instant: nothing accumulates, so any day can be asked for, the past ones too.
"""
