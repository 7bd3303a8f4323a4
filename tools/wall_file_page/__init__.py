"""The reference of the wall file, made of the settings' own declarations, in both languages.

What the settings say of themselves is the schema that `main.py schema` gives, without plug-ins of
other packages; what is said beside it stands in `en.yaml` and `vi.yaml`.
"""
