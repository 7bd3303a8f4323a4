"""Out to real systems over HTTP: the only place that knows `requests`."""
