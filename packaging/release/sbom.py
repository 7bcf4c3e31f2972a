"""The list of what is inside, as CycloneDX 1.6 JSON: read from the same metadata as About, Licences."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from consent_desktop.application import licences


def write(target: Path, version: str, time: int, packages: list[Path]) -> None:
    """Write the list for these packages; the same input gives the same bytes."""
    ours, *others = licences.components()
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in packages}
    serial = uuid5(NAMESPACE_URL, "consent-desktop:" + "".join(sorted(hashes.values())))
    told = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(time, UTC).isoformat().replace("+00:00", "Z"),
            "component": {
                **_component(ours, "application"),
                "version": version,
                "externalReferences": [
                    {"type": "distribution", "url": name, "hashes": [{"alg": "SHA-256", "content": content}]}
                    for name, content in sorted(hashes.items())
                ],
            },
        },
        "components": [_component(part, _kind(part)) for part in others],
        "dependencies": [
            {"ref": _reference(ours), "dependsOn": sorted({_reference(part) for part in others})},
        ],
    }
    target.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _kind(part: licences.Component) -> str:
    return "data" if part.name.endswith(("(font)", "(icons)")) else "library"


def _reference(part: licences.Component) -> str:
    if part.version:
        return f"pkg:pypi/{part.name.casefold().replace('_', '-')}@{part.version}"
    return f"part:{part.name}"


def _component(part: licences.Component, kind: str) -> dict[str, object]:
    told: dict[str, object] = {"type": kind, "bom-ref": _reference(part), "name": part.name}
    if part.version:
        told |= {"version": part.version, "purl": _reference(part)}
    named = part.licence if " " not in part.licence else None
    expression = any(f" {word} " in part.licence for word in ("OR", "AND", "WITH"))
    if expression:
        told["licenses"] = [{"expression": part.licence}]
    elif part.licence:
        told["licenses"] = [{"license": {"name" if named is None else "id": part.licence}}]
    return told
