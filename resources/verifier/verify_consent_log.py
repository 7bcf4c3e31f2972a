"""Checks evidence from a Consent Desktop log on any computer with Python 3.10 or later; nothing else is needed.

    python verify_consent_log.py KEY proof PROOF-FILE            is this event in the signed log?
    python verify_consent_log.py KEY grown CHECKPOINT PROOF-FILE did the log only grow since this checkpoint?
    python verify_consent_log.py KEY leaves CHECKPOINT LEAVES    are these all the events that the checkpoint counts?

KEY is the store's verifier key (name+id+key) or a file that holds it; get it from somebody you trust, not from whoever
gave you the evidence. Exit status: 0 it holds, 1 it does not, 2 it could not be checked.
Forms: C2SP signed-note, tlog-checkpoint and tlog-proof; trees of RFC 6962; Ed25519 of RFC 8032, checked by the package
`cryptography` where it is at hand, else by the arithmetic below. The PROOF-FILE of `grown` is "old SIZE", the consistency
proof one hash a line, an empty line and the newer checkpoint. LEAVES: one hash a line, in hex.
"""

import argparse
import base64
import hashlib
import sys
from functools import partial
from itertools import zip_longest
from pathlib import Path

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

DASH = "\u2014 "
decoded = partial(base64.b64decode, validate=True)
P = 2**255 - 19  # Ed25519: its field, the order of its base point, its constant (RFC 8032, 5.1)
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


class DoesNotHold(Exception):
    """The evidence was read and does not show what it should."""


def add(a, b):
    """The sum of two points X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, i, j, k = f - e, h - g, h + g, f + e
    return e * i % P, j * k % P, i * j % P, e * k % P


def times(number, point):
    """The point added to itself so many times."""
    result = (0, 1, 1, 0)
    while number:
        result = add(result, point) if number & 1 else result
        point, number = add(point, point), number >> 1
    return result


def point_from(encoded):
    """The point in 32 bytes."""
    y, odd = int.from_bytes(encoded, "little") % 2**255, encoded[31] >> 7
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x if (x * x - x2) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - x2) % P or (x == 0 and odd):
        raise ValueError("the key is not a point of the curve")
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


def ed25519(public, message, signature):
    """Whether the signature is the key's."""
    if Ed25519PublicKey is not None:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except InvalidSignature:
            return False
        return True
    s, (x, y, z, t) = int.from_bytes(signature[32:], "little"), point_from(public)
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    base = point_from((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    x, y, z, _ = add(times(s, base), times(k, (P - x, y, z, P - t)))
    x, y = x * pow(z, -1, P) % P, y * pow(z, -1, P) % P
    return len(signature) == 64 and s < ORDER and (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


def node(left, right):
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def read(path):
    """The file's text, its line ends as they are."""
    return Path(path).read_bytes().decode("utf-8")


def opened(note, key):
    """The size and root of a checkpoint that the key signed."""
    name, key_id, public = key
    body, _, tail = note.rpartition("\n\n")
    signed = False
    for line in tail.strip("\n").split("\n"):
        who, _, encoded = line.removeprefix(DASH).rpartition(" ")
        signature = decoded(encoded)
        if line.startswith(DASH) and who == name and signature[:4] == key_id:
            if not ed25519(public, f"{body}\n".encode(), signature[4:]):
                raise DoesNotHold("the signature does not fit the checkpoint: one of them was altered")
            signed = True
    origin, size, root = body.split("\n")[:3] if signed else ("", "0", "")
    if origin != name:
        raise DoesNotHold(f"it is not a checkpoint signed by {name}")
    return int(size), decoded(root)


def climb(index, last, proof):
    """Each hash of a proof from the bottom up, and whether it stands left (RFC 9162, 2.1.3.2 and 2.1.4.2)."""
    for one in proof:
        if last == 0:
            raise DoesNotHold("the proof is too long")
        left = index & 1 or index == last
        yield left, one
        while left and index and not index & 1:
            index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    if last:
        raise DoesNotHold("the proof is too short")


def check_proof(key, path):
    """The event in the file is in the log that its checkpoint signs."""
    head, _, note = read(path).partition("\n\n")
    form, extra, place, *proof = head.split("\n")
    if form != "c2sp.org/tlog-proof@v1" or not extra.startswith("extra ") or not place.startswith("index "):
        raise ValueError("it is not a tlog-proof with the event in it")
    (size, root), index, record = opened(note, key), int(place[6:]), decoded(extra[6:])
    found = hashlib.sha256(b"\x00" + record).digest()
    for left, one in climb(index, size - 1, map(decoded, proof)):
        found = node(one, found) if left else node(found, one)
    if not 0 <= index < size or found != root:
        raise DoesNotHold("the event is not the one that the checkpoint counts there")
    clear = record[: record.find(b"}") + 1].decode("ascii", "replace")
    return f"event {index + 1} of the {size} signed is {clear} and {len(record) - len(clear)} sealed bytes"


def check_grown(key, older, path):
    """The log of the older checkpoint is the beginning of the newer one's."""
    head, _, note = read(path).partition("\n\n")
    stated, *proof = head.split("\n")
    (old_size, old_root), (size, root) = opened(read(older), key), opened(note, key)
    if stated != f"old {old_size}" or not 0 < old_size <= size:
        raise DoesNotHold(f"it does not lead from the checkpoint of {old_size} events to one of {size}")
    path = [old_root] * (old_size & (old_size - 1) == 0 or old_size == size) + [decoded(line) for line in proof]
    index, last = (old_size - 1, size - 1) if old_size < size else (0, 0)
    while index & 1:
        index, last = index >> 1, last >> 1
    old = new = path[0]
    for left, one in climb(index, last, path[1:]):
        old, new = (node(one, old), node(one, new)) if left else (old, node(new, one))
    if (old, new) != (old_root, root):
        raise DoesNotHold(f"the first {old_size} events are not the same")
    return f"the log grew from {old_size} to {size} events and the first {old_size} are the same"


def check_leaves(key, checkpoint, path):
    """The hashes are those of all events that the checkpoint counts."""
    size, root = opened(read(checkpoint), key)
    level = [bytes.fromhex(line) for line in read(path).split()]
    if len(level) != size:
        raise DoesNotHold(f"there are {len(level)} events here and the checkpoint counts {size}")
    while len(level) > 1:  # level by level; an odd one out rises as it is
        level = [node(a, b) if b else a for a, b in zip_longest(level[::2], level[1::2])]
    if level != [root]:
        raise DoesNotHold("these are not the events that the checkpoint counts")
    return f"these are the {size} events that the checkpoint counts, in their order"


def main():
    """Reads the arguments and the key, checks, says what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("key", metavar="KEY")
    parser.add_argument("what", choices=["proof", "grown", "leaves"])
    parser.add_argument("files", metavar="FILE", nargs="+")
    options = parser.parse_args()
    if len(options.files) != (1 if options.what == "proof" else 2):
        parser.error("proof needs one file, grown and leaves need two")
    check = {"proof": check_proof, "grown": check_grown, "leaves": check_leaves}[options.what]
    try:
        line = options.key if "+" in options.key else read(options.key)
        name, key_id, encoded = line.strip().split("+", 2)
        public = decoded(encoded)
        if public[:1] != b"\x01" or hashlib.sha256(f"{name}\n".encode() + public).hexdigest()[:8] != key_id:
            raise ValueError("the key is not an Ed25519 verifier key")
        sys.stdout.write(f"It holds: {check((name, bytes.fromhex(key_id), public[1:]), *options.files)}.\n")
        return 0
    except (DoesNotHold, OSError, ValueError, IndexError) as error:
        read_well = isinstance(error, DoesNotHold)
        sys.stdout.write(f"It {'does not hold' if read_well else 'could not be checked'}: {error}.\n")
        return 1 if read_well else 2


if __name__ == "__main__":
    sys.exit(main())
