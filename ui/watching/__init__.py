"""Who looks at the wall from outside: a process that sees when a screen stands still or nothing moves."""
