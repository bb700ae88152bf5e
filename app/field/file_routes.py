"""Photos and files of the field: sent under their hash, shown to whoever may see the area they belong to."""

from __future__ import annotations

import re

from flask import Response, abort, jsonify, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput
from app.field.blueprint import bp
from app.files import keeping, store
from app.files.pictures import MEDIA
from app.files.sender import Sender

_SHA256 = re.compile(r"[0-9a-f]{64}")


@bp.put("/field/files/<sha256>")
@permit("field.work")
def put_file(sha256: str) -> ResponseReturnValue:
    """201 for a new file, 200 for one that is there. What is wrong is told in words; the laptop keeps its copy."""
    if not _SHA256.fullmatch(sha256):
        abort(404)
    if (request.content_length or 0) > keeping.LARGEST:
        abort(413)
    try:
        new = keeping.keep(get_db(), sha256, request.get_data(cache=False), Sender(person_id=current_user.id))
    except BadInput as error:
        return jsonify(problems=[vars(problem) for problem in error.problems]), 400
    return jsonify(sha256=sha256), 201 if new else 200


@bp.get("/field/files/<sha256>")
@permit("field.view")
def file(sha256: str) -> ResponseReturnValue:
    found = store.find_seen(get_db(), sha256, signing_in.my_scope(), person_id=current_user.id) or abort(404)
    answer = Response(found["data"], mimetype=found["media"])
    if found["media"] != MEDIA:  # a document is never opened as a page of ours
        answer.headers["Content-Disposition"] = f'attachment; filename="{sha256[:12]}"'
    return answer


def _exempt(state: BlueprintSetupState) -> None:
    """A laptop that was away for days has no fresh token. A PUT of another site's is stopped by the browser itself."""
    state.app.extensions["csrf"].exempt(f"{__name__}.put_file")


bp.record(_exempt)
