export const texts = {
  navigation: "Main",
  skip: "Skip to content",
  dashboard: "Overview",
  playground: "Playground",
  jobs: "Jobs",
  restrictions: "Restrictions",
  explorer: "GraphQL explorer",
  toDark: "Use the dark theme",
  toLight: "Use the light theme",
  offline: "You are offline. What you see may be out of date; it continues by itself once you are connected.",
  notFound: { title: "There is no page at this address", hint: "It may have moved, or the address may be mistyped.", back: "Go to the overview" },
  crashed: { title: "This page could not be shown", hint: "Load it again; if that does not help, tell whoever runs this server.", reload: "Load again" },
} as const;
