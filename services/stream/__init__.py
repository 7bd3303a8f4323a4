"""Out to systems without HTTP: bare lines, and looks from outside at many addresses. With `services.http`,
whose deadlines, trust and words it shares, the only place that knows sockets and TLS.
"""
