"""A small OpenID provider in a process of its own: discovery, code flow with PKCE, signed tokens.

``python -m tests.foundation.openid_provider`` prints its address and serves until it is ended.
``/be?sub=…&fault=…`` says who signs in next, and how its next token is wrong.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwk, jwt

CLIENT, SECRET = "song-hanh", "a-shared-secret"
KEY = jwk.RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}, auto_kid=False)
OTHER_KEY = jwk.RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256"}, auto_kid=False)


class Provider(BaseHTTPRequestHandler):
    """Answers one request; what is shared stands on the server."""

    server: "Server"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            here = self.server.address
            self._json(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "jwks_uri": f"{here}/keys",
                }
            )
        elif parts.path == "/keys":
            self._json({"keys": [KEY.as_dict(private=False)]})
        elif parts.path == "/be":
            self.server.person = asked
            self._json({})
        else:
            code = secrets.token_urlsafe(16)
            self.server.codes[code] = asked
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.server.codes.pop(sent.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or self.headers.get("Authorization") != f"Basic {basic}"
            or asked["code_challenge_method"] != "S256"
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != sent["redirect_uri"]
        ):
            self._json({"error": "invalid_grant"}, 400)
            return
        self._json({"access_token": "x", "token_type": "Bearer", "id_token": self._token(asked)})

    def _token(self, asked: dict[str, str]) -> str:
        person, now = self.server.person, int(time.time())
        fault = person.get("fault", "")
        claims: dict[str, Any] = {
            "iss": "https://elsewhere.example" if fault == "iss" else self.server.address,
            "aud": "another-client" if fault == "aud" else CLIENT,
            "sub": person["sub"],
            "email": person.get("email", ""),
            "iat": now,
            "exp": now - 3600 if fault == "exp" else now + 300,
            "nonce": "another" if fault == "nonce" else asked["nonce"],
        }
        if person.get("amr"):
            claims["amr"] = person["amr"].split()
        key = OTHER_KEY if fault == "key" else KEY
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)

    def _json(self, value: object, status: int = 200) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """What the requests share."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Provider)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.codes: dict[str, dict[str, str]] = {}
        self.person: dict[str, str] = {"sub": "nobody"}


if __name__ == "__main__":
    serving = Server()
    sys.stdout.write(f"{serving.address}\n")
    sys.stdout.flush()
    serving.serve_forever()
