"""What every answer says of itself to the browser: what may load, who may frame it, and how long it is kept."""

from __future__ import annotations

from flask import Response, request

# Strict: nothing from another address, no inline script or style.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


# Pages that tell a password or a link once, or what is held of one person: nothing of them may stay in a browser.
TOLD_ONCE = {
    *("accounts.people", "accounts.reset_password", "surveys.links", "surveys.remake_link"),
    *("requests.ask", "requests.copy", "requests.destroy"),
}
# What a page says of itself goes before; written once in small letters, as headers are compared.
HEADERS = {
    "content-security-policy": ("Content-Security-Policy", POLICY),
    "x-content-type-options": ("X-Content-Type-Options", "nosniff"),
    "referrer-policy": ("Referrer-Policy", "same-origin"),
    "cross-origin-opener-policy": ("Cross-Origin-Opener-Policy", "same-origin"),
    "permissions-policy": ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
}


def add_headers(response: Response) -> Response:
    said = {name.lower() for name, _value in response.headers}
    for name, header in HEADERS.items():
        if name not in said:
            response.headers.add(*header)
    response.headers["Cache-Control"] = _keeping()
    if request.endpoint == "accounts.sign_out":
        response.headers["Clear-Site-Data"] = '"cache"'  # what Back would show to the next person at the desk
    return response


def _keeping() -> str:
    """Pages are asked for anew each time, but Back may show them: with no-store what was typed would be lost."""
    if request.endpoint == "static":
        return "public, max-age=3600"
    if request.endpoint == "surveys.picture":
        return "public, max-age=31536000, immutable"  # it is named by the hash of what it is
    told = request.method == "POST" and request.endpoint in TOLD_ONCE
    return "no-store" if told else "private, no-cache"
