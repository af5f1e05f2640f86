import { formatMoment } from "@/shared/format";
import { texts as sharedTexts } from "@/shared/texts";

type Role = keyof typeof sharedTexts.roles;

const ROLE_WORDS: Record<Role, string> = { ADMIN: "an admin", MAINTAINER: "a maintainer", VIEWER: "a viewer" };

export const texts = {
  documentTitle: "Sign in · Skyt",
  title: "Sign in to Skyt",
  lead: "Send one prompt many times. See how far the answers coincide.",
  goOn: "You are not signed in, or your session has ended. Sign in, and you go on where you were.",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  with: (provider: string) => `Continue with ${provider}`,
  or: "or",
  noAccount: "No account yet?",
  create: "Create one",
  refused: {
    unverified: "The provider has not verified your e-mail address. Verify it there, then sign in again.",
    unusable: "What the provider answered cannot be used. Start again.",
    unavailable: "The provider does not answer. Try again in a moment, or sign in another way.",
  } as Record<string, string>,
  demo: "Skyt runs on this computer. If it was started with",
  demoSignIn: ", sign in as",
  demoPassword: "with the password",
  register: {
    documentTitle: "Create an account · Skyt",
    title: "Create an account",
    lead: "With an organization of your own; sample answers need no key.",
    joining: (organization: string) => `You join ${organization} with it.`,
    name: "Name",
    passwordHint: "12 characters or more; a few random words make a good one.",
    submit: "Create account",
    submitting: "Creating…",
    haveAccount: "Have an account?",
    closed: { title: "Registration is by invitation here", hint: "Ask an admin of your organization for a link." },
    taken: "If this address had an account before, nothing about it changed: sign in with its own password.",
  },
  invitation: {
    documentTitle: "Invitation · Skyt",
    title: (organization: string) => `Join ${organization}`,
    lead: (role: Role) => `You are invited to be ${ROLE_WORDS[role]}.`,
    roleWords: {
      ADMIN: "Admins manage members, keys and settings, run jobs and read everything.",
      MAINTAINER: "Maintainers run jobs, write contracts and restriction sets and read everything.",
      VIEWER: "Viewers read everything and change nothing.",
    },
    expires: (moment: string) => `The link is good until ${formatMoment(moment)}.`,
    accept: "Accept and go there",
    accepting: "Joining…",
    as: (email: string) => `You are signed in as ${email}.`,
    signIn: "Sign in to accept",
    create: "Create an account",
    other: (invited: string, email: string) => `This invitation is for ${invited}, and you are signed in as ${email}.`,
    signOut: "Use another account",
    gone: { title: "This invitation is not open", hint: "It was accepted, taken back, or its time ran out. Ask whoever sent it for a new link.", home: "Go to Skyt" },
  },
} as const;

export const demoAccount = { command: "make up", email: "demo@skyt.example", password: "repeatability" } as const;
