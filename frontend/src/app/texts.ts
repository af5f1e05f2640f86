export const texts = {
  navigation: "Main",
  skip: "Skip to content",
  explorer: "GraphQL explorer",
  toDark: "Use the dark theme",
  toLight: "Use the light theme",
  offline: "You are offline. What you see may be out of date; it continues by itself once you are connected.",
  away: "The server does not answer. What you see may be out of date; it continues by itself once the server is back.",
  notFound: { title: "There is no page at this address", hint: "It may have moved, or the address may be mistyped.", back: "Go to the overview" },
  crashed: { title: "This page could not be shown", hint: "Load it again; if that does not help, tell whoever runs this server.", offline: "There is no connection. It is loaded by itself as soon as there is one.", reload: "Load again" },
} as const;
