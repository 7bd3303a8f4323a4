"""One system of the province a file: `PATHS` says what it answers, below its own name."""
