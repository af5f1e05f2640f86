export const texts = {
  documentTitle: "Sign in · Skyt",
  title: "Sign in to Skyt",
  lead: "Send one prompt many times. See how far the answers coincide.",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  demo: "Skyt runs on this computer. If it was started with",
  demoSignIn: ", sign in as",
  demoPassword: "with the password",
} as const;

export const demoAccount = { command: "make up", email: "demo@skyt.example", password: "repeatability" } as const;
