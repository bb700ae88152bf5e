"""The address that letters, QR codes and lists print: the office's own, where it is set, else the one of the request."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import request, url_for

from app.accounts.office import office


def answer_address(token: str) -> str:
    """Where a link leads, whole."""
    if office().address:
        return office().address + url_for("surveys.answer", token=token)
    return url_for("surveys.answer", token=token, _external=True)


def taken_from_request() -> str:
    """The host that addresses would be printed with because the office has set none; empty where it has."""
    return "" if office().address else request.host


def only_here() -> str:
    """The host of the addresses that would be sent, where nobody outside the office can open it; else empty."""
    host = (urlsplit(office().address or request.host_url).hostname or "").strip("[]")
    try:
        return "" if ip_address(host).is_global else host
    except ValueError:
        return "" if "." in host and not host.endswith((".local", ".localhost", ".internal", ".lan")) else host
