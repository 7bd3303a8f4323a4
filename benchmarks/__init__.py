"""What the wall costs, each figure beside a baseline of the same run: `make bench`."""
