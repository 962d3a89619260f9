"""Content with a fault, by the code that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.verify.cases_archive import OWN_PAGE, Case, ours, with_file
from tests.verify.stock import page, script, stock


def on_page(inside: bytes) -> Case:
    return lambda: page(inside)


def in_script(inside: bytes) -> Case:
    return lambda: script(inside)


def file(name: str, content: bytes) -> Case:
    return lambda: with_file(name, content)


JWT: Final = b"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLXRleHQ"

CASES: Final[Mapping[str, Mapping[str, Case]]] = {
    "V601": {
        "page": on_page(b"<script>start()</script>"),
        "module": on_page(b"<SCRIPT type=module>\nstart()\n</SCRIPT>"),
        "drawing": file("c.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>start()</script></svg>'),
        "ours": lambda: ours("web", OWN_PAGE.replace(b"<p>", b"<script>start()</script><p>", 1)),
    },
    "V602": {
        "click": on_page(b'<button onclick="start()">Start</button>'),
        "broken": on_page(b"<img alt='' src=b.png onerror=start()"),
        "drawing": file("c.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="start()"/>'),
    },
    "V603": {
        "link": on_page(b'<a href="javascript:start()">Start</a>'),
        "hidden": on_page(b'<a href=" java&#115;cript:start()">Start</a>'),
    },
    "V604": {
        "eval": in_script(b"var a = eval('1 + 1');"),
        "function": in_script(b"const f = new Function('a', 'return a');"),
        "timer": in_script(b'setTimeout("start()", 100);'),
    },
    "V605": {
        "script": on_page(b'<script src="https://cdn.example.org/a.js"></script>'),
        "picture": on_page(b'<img alt="" src="//cdn.example.org/a.png">'),
        "set": on_page(b'<img alt="" src="b.png" srcset="b.png 1x, https://cdn.example.org/b.png 2x">'),
        "sheet": on_page(b'<link rel="stylesheet" href="https://cdn.example.org/a.css">'),
        "form": on_page(b'<form action="https://example.org/post"></form>'),
        "style": on_page(b"<style>p{background:url(https://cdn.example.org/a.png)}</style>"),
        "import": file("a.css", b'@import "https://cdn.example.org/font.css";'),
        "base": on_page(b'<base href="https://cdn.example.org/">'),
        "refresh": on_page(b'<meta http-equiv="refresh" content="0; url=https://example.org/">'),
        "frame": on_page(b'<iframe title="" src="https://example.org/"></iframe>'),
        "image": in_script(b'new Image().src = "https://example.org/hit.gif";'),
        "url": file("a.css", b"p { background: url('https://cdn.example.org/a.png') }"),
        "fetch": in_script(b'fetch("https://example.org/a.json");'),
        "xhr": in_script(b'r.open("GET", "https://example.org/a.json");'),
        "beacon": in_script(b"navigator.sendBeacon('https://example.org/', data);"),
        "for its effects": in_script(b'import "https://cdn.example.org/a.js";'),
        "module": in_script(b'import { a } from "https://cdn.example.org/a.js";'),
        "drawing": file(
            "c.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
            b'<image xlink:href="https://cdn.example.org/a.png"/></svg>',
        ),
    },
    "V606": {
        "picture": on_page(b'<img alt="" src="/b.png">'),
        "sheet": file("a.css", b"p { background: url(/b.png) }"),
    },
    "V607": {
        "picture": on_page(b'<img alt="" src="c.png">'),
        "case": on_page(b'<img alt="" src="B.png">'),
        "link": on_page(b'<a href="page2.html#top">Next</a>'),
        "sheet": file("css/a.css", b"p { background: url(b.png) }"),
    },
    "V608": {
        "style": lambda: ours("web", OWN_PAGE.replace(b"<p>", b"<style>p{color:red}</style><p>", 1)),
        "attribute": lambda: ours("web", OWN_PAGE.replace(b"<p>", b'<p style="color:red">', 1)),
    },
    "V609": {
        "none": lambda: ours("web", OWN_PAGE.replace(b"http-equiv", b"name")),
        "loose": lambda: ours("web", OWN_PAGE.replace(b"'self'", b"'self' 'unsafe-inline'")),
    },
    "V610": {"up": on_page(b'<img alt="" src="../b.png">')},
    "V612": {"comma": file("a.json", b'{"a": 1,}'), "deep": file("a.json", b"[" * 100_000)},
    "V614": {"latin": on_page("é".encode("latin-1"))},
    "V615": {"listener": in_script(b"window.addEventListener('unload', finish);")},
    "V701": {
        "name": in_script(b'const a = "https://anna:pass-word1@lrs.example.org/xapi";'),
        "query": on_page(b'<a href="https://example.org/?api_key=1234567890">More</a>'),
    },
    "V702": {
        "basic": in_script(b'const a = "Basic YW5uYTpzZWNyZXQ=";'),
        "bearer": in_script(b"headers.set('Authorization', 'Bearer abcdef0123456789abcdef');"),
    },
    "V703": {
        "script": in_script(b'const lrs = {user: "anna", password: "hunter2!"};'),
        "json": file("config.json", b'{"key": "a1b2c3", "secret": "d4e5f6g7"}'),
        "a word": file("config.json", b'{"user": "anna", "password": "geheim"}'),
        "header": in_script(b"headers.set('X-Api-Key', 'a1b2c3d4e5');"),
        "settings": file("settings.ini", b"LRS_PASSWORD = hunter2hunter2\n"),
        "element": file("lrs.xml", b"<lrs><password>hunter2!</password></lrs>"),
    },
    "V704": {
        "key": file("a.txt", b"-----BEGIN RSA PRIVATE KEY-----\nMIIB\n"),
        "cloud": in_script(b'const a = "AKIAABCDEFGHIJKLMNOP";'),
        "token": in_script(b'const a = "' + JWT + b'";'),
    },
    "V705": {"env": file(".env", b""), "pem": file("server.pem", b"")},
}

FINE: Final[Mapping[str, Case]] = {
    "data in a script element": on_page(b'<script type="application/json">{"a": "eval(1)"}</script>'),
    "a comment": on_page(b'<!-- <script>start()</script> <img src="c.png"> -->'),
    "words about it": on_page(b"<p>Never write onclick= or javascript: and never use eval().</p>"),
    "text in a script": in_script(b"const a = 'eval(1)'; // eval(2)\nconst b = /eval\\(/; /* new Function() */"),
    "a method of this name": in_script(b"scope.eval(1); retrieval(2); isFunction(3);"),
    "an id that is an address": in_script(b'const verb = "http://adlnet.gov/expapi/verbs/passed";'),
    "labels": in_script(b'const t = {password: "Password", token: "keyword", secret: true, apiKey: ""};'),
    "labels of another language": file("de.json", b'{"password": "Passwort", "secret": "Geheimnis"}'),
    "types": in_script(b'const form = {password: "string", apiKey: "text"};'),
    "a constant of a module": in_script(b'export const verb = "http://adlnet.gov/expapi/verbs/passed";'),
    "an expression behind return": in_script(b"""function f(a){return/["']/.test(a)}var b="eval(1)",c='eval(2)';"""),
    "pictures as data": on_page(b'<img alt="" src="b.png" srcset="data:image/png;base64,iVBORw0KGgo= 2x, b.png 1x">'),
    "a page as text": on_page(b'<textarea><script>start()</script><img src="c.png"></textarea>'),
    "a placeholder": file("config.json", b'{"password": "your-password"}'),
    "data in an address": on_page(b'<img alt="" src="data:image/png;base64,iVBORw0KGgo=">'),
    "a link to mail": on_page(b'<a href="mailto:chief@example.org">Write</a>'),
    "a link with a query": on_page(b'<a href="index.html?lesson=2#top">Two</a>'),
    "a file with a blank": lambda: stock("scorm12"),
    "a template": on_page(b'<img alt="" src="{{ picture }}">'),
    "a drawing that uses itself": file(
        "c.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><path id="a"/><use href="#a"/></svg>'
    ),
    "our own": lambda: ours("web"),
    "a sheet that refers upwards": file("css/a.css", b"p { background: url(../b.png) }"),
}
