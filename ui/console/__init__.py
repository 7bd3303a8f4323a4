"""The operator's console: a window on the desk's own screen, from which a wall is seen and steered."""
