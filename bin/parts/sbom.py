"""Writes the bill of materials: what the workbench runs on, as CycloneDX JSON.

`bash bin/sbom [FILE]` runs it. The same lock gives the same bytes: no serial number, no time, no path of a machine.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from bin.parts.installed import Part, Parts, read

LICENCES = LicenseFactory()


class InvalidBill(Exception):
    """The bill breaks the schema of CycloneDX."""


def text(parts: Parts) -> str:
    """The bill of the default install and of the vendored files; raises InvalidBill where the schema says no."""
    written = json.loads(JsonV1Dot6(bill(parts)).output_as_string())
    del written["serialNumber"], written["metadata"]["timestamp"]
    out = json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(out):
        raise InvalidBill(str(wrong))
    return out


def bill(parts: Parts) -> Bom:
    """The workbench with what it needs: a package a row of the lock, a package a vendored folder."""
    project = parts.project
    root = _component(project["name"], project["version"], project["license"], kind=ComponentType.APPLICATION)
    packages = [(part, _package(part)) for part in parts.of("default")]
    vendored = [_vendored(each) for each in parts.vendored]
    bom = Bom(components=[*(component for _part, component in packages), *vendored])
    bom.metadata.component = root
    direct = parts.roots("default")
    bom.register_dependency(root, [*(c for part, c in packages if part.row.name in direct), *vendored])
    for part, component in packages:
        bom.register_dependency(component, [c for other, c in packages if other.row.name in part.needs])
    return bom


def _package(part: Part) -> Component:
    """A package of the lock; where it is not installed everywhere, the lock's marker says so."""
    row = part.row
    where = [Property(name="moksori:installed-where", value=row.when)] if row.when else []
    return _component(row.name, row.version, part.licence, "pypi", properties=where)


def _vendored(each: dict[str, Any]) -> Component:
    """A vendored package with its files and their hashes."""
    files = [
        Component(
            type=ComponentType.FILE,
            name=f"app/static/vendor/{name}",
            bom_ref=f"vendor/{name}",
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        )
        for name, digest in each["files"].items()
    ]
    terms = [Property(name="moksori:terms", value=each["terms"])]
    return _component(
        each["name"],
        each["version"],
        each["licence"],
        "npm",
        properties=terms,
        components=files,
        description=each["what"],
    )


def _component(
    name: str,
    version: str,
    licence: str,
    registry: str = "",
    *,
    kind: ComponentType = ComponentType.LIBRARY,
    **more: Any,
) -> Component:
    return Component(
        type=kind,
        name=name,
        version=version,
        bom_ref=f"{name}=={version}",
        purl=PackageURL(registry, None, name, version) if registry else None,
        licenses=[LICENCES.make_from_string(licence)],
        **more,
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text(read()), encoding="utf-8")
    else:
        sys.stdout.write(text(read()))
