"""Moving pictures: the processes that render them and the wall's side of them (ADR 17)."""
