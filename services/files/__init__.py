"""The door to files: a disk's, or a share's that may hang or vanish. Nothing here is ever written."""
