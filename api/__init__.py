"""The API process: GraphQL over HTTP and WebSocket, sign-in, health, and the web page."""
