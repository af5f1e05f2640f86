"""A page that shows the OpenAPI document, without scripts and without anything from elsewhere."""

from html import escape
from typing import Any

from api.http.rest.problem import STATUS_OF

HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}"
    "code,pre{font:14px/1.4 ui-monospace,monospace}h2{border-top:1px solid #ccc;padding-top:1rem}table{border-collapse:collapse}"
    "td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}"
    "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#14171a}a{color:#8ab4ff}}"
)


def docs_page(document: dict[str, Any]) -> str:
    """The page as HTML."""
    shown = [_operation(method, path, operation) for path, methods in document["paths"].items() for method, operation in methods.items()]
    problems = "".join(
        f'<tr id="{code.lower().replace("_", "-")}"><td><code>{code}</code></td><td>{status}</td></tr>'
        for code, status in STATUS_OF.items()
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Skyt REST v1</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main><h1>Skyt REST v1</h1>'
        f"<p>{escape(document['info']['description'])}</p>"
        f'<p>The whole document, with every model: <a href="/api/v1/openapi.json">openapi.json</a>.</p>'
        f"{''.join(shown)}<h2>Problems</h2><table><tr><th>code</th><th>status</th></tr>{problems}</table></main></body></html>"
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    parameters = "".join(
        f"<tr><td><code>{item['name']}</code></td><td>{item['in']}</td><td>{escape(_words(item))}</td></tr>"
        for item in operation["parameters"]
    )
    answers = "".join(
        f"<tr><td>{status}</td><td>{escape(answer['description'])}</td><td>{escape(', '.join(answer['content']))}</td></tr>"
        for status, answer in operation["responses"].items()
    )
    body = operation.get("requestBody")
    model = "" if body is None else f"<p>Body: <code>{_model(body)}</code> as JSON.</p>"
    return (
        f'<h2 id="{operation["operationId"]}"><code>{method.upper()} {escape(path)}</code></h2>'
        f"<p>{escape(operation['summary'])} {escape(operation['description'])}</p>{model}"
        f"<table><tr><th>parameter</th><th>in</th><th></th></tr>{parameters}</table>"
        f"<table><tr><th>answer</th><th></th><th></th></tr>{answers}</table>"
    )


def _words(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    bounds = [f"{name} {schema[name]}" for name in ("format", "enum", "minimum", "maximum", "maxLength", "default") if name in schema]
    return "; ".join([*bounds, *([parameter["description"]] if "description" in parameter else [])])


def _model(body: dict[str, Any]) -> str:
    return str(body["content"]["application/json"]["schema"]["$ref"]).rpartition("/")[2]
