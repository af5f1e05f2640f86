export const texts = {
  title: "GraphQL explorer",
  back: "Back to Skyt",
  signedInAs: (email: string) => `Signed in as ${email}`,
  signedOut: "Not signed in: most fields will answer NotSignedIn.",
  signIn: "Sign in",
  unreachable: "The service did not answer. Is it running?",
} as const;
