"""The API process: GraphQL over HTTP and WebSocket, sign-in, health, and the web page."""

from api.lean_imports import import_lean

import_lean()
