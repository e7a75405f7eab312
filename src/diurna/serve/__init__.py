"""Serve: a case → HTTP, and the pages of the web app.

Adds nothing to a case but decisions of people; needs the file of a case.
Never sends a request, never answers one that comes from another page, never shows a private person to somebody who only reads.
Example: `app(Path("news.diurna"), Access(token="…"), hosts=("127.0.0.1:8021",))` is an ASGI application.
"""

from diurna.serve.app import app

__all__ = ["app"]
