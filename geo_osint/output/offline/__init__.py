"""What pages share that open by double-click and load nothing: data as one JSON island, scripts by hash.

Text from outside enters a page in one place only, as JSON that no HTML parser sees; the page's own scripts
show it with `textContent`, through `dom.js`. The policy allows these scripts and this style to the byte.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any


def as_json(value: Mapping[str, Any]) -> str:
    r"""Write values as JSON that is safe inside a `<script>` element and in an HTML comment.

    Raises
    ------
    ValueError
        For NaN or an infinity.

    Examples
    --------
    >>> as_json({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
"""What HTML or old script engines would see in a JSON string; half characters cannot be UTF-8."""


PACKING = 6
"""Of gzip's levels: the finer ones take three times as long for a hundredth of the size."""


def packed(value: Mapping[str, Any], scripts: Iterable[str] = ()) -> str:
    """Write values, and scripts of others that they need, as gzip in base64; `island.js` opens it.

    Examples
    --------
    >>> opened(packed({"name": "Qamishli"}))["data"]
    {'name': 'Qamishli'}
    """
    text = as_json({"scripts": list(scripts), "data": value})
    return base64.b64encode(gzip.compress(text.encode(), PACKING, mtime=0)).decode()


def opened(text: str) -> Any:
    """Read back what `packed` gave."""
    return json.loads(gzip.decompress(base64.b64decode(text)))


def splice(template: str, parts: Mapping[str, str]) -> str:
    """Put parts where a template has `<!--name-->`, in one pass: nothing put in is looked at again.

    Examples
    --------
    >>> splice("<b><!--word--></b>", {"word": "<!--word-->"})
    '<b><!--word--></b>'
    """
    return _SLOT.sub(lambda slot: parts[slot[1]], template)


_SLOT = re.compile(r"<!--(\w+)-->")


def policy(scripts: Iterable[str], style: str, picture_hosts: Iterable[str] = ()) -> str:
    """Allow these scripts and this style to the byte, and nothing to be loaded from anywhere.

    Of `picture_hosts`, which someone asked for by name, pictures may come.
    """
    allowed = " ".join(_hash(each) for each in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        f"img-src {' '.join(('data:', *picture_hosts))}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def script(parts: Iterable[str]) -> str:
    """Join what all pages share and the parts of a page's script into one function; nothing is left behind.

    It begins once the island is read, which it knows as `DATA`.
    """
    joined = "\n".join((*map(_text, SHARED), *parts))
    return lean(f"""(function () {{
"use strict";
{_text("island.js")}
readIsland(function (DATA) {{
{joined}
}});
}})();
""")


SHARED = ("dom.js", "names.js")
"""Elements, words and directions; names as `geo_osint.names` folds them. Both need `DATA`."""


def lean(code: str) -> str:
    r"""Leave out what only an author needs: comments on lines of their own, indents, empty lines.

    For scripts and styles in which no text runs over a line's end.

    Examples
    --------
    >>> lean("/** Say it. */\nfunction say() {\n  // loud\n  return 1; // low\n}\n")
    'function say() {\nreturn 1; // low\n}\n'
    """
    return _OF_AUTHORS.sub("", code)


_OF_AUTHORS = re.compile(
    r"^[ \t]*(?:/\*.*?\*/[ \t]*\n|//[^\n]*\n|\n|[ \t]+)", re.MULTILINE | re.DOTALL
)


@cache
def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
