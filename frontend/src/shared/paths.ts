import type { SettingsPart } from "./settings-parts";

/** The id by which the REST API knows what the graph calls by a global id. */
const plainId = (globalId: string): string => atob(globalId).split(":").at(-1) ?? "";

export const paths = {
  dashboard: { route: "/", link: () => "/" },
  /** The first steps, whether or not they were put away. */
  tour: { link: () => "/?tour=yes" },
  playground: { route: "/playground", link: (search?: URLSearchParams) => (search && search.size > 0 ? `/playground?${search}` : "/playground") },
  jobs: { route: "/jobs", link: () => "/jobs" },
  job: { route: "/jobs/:jobId", link: (jobId: string) => `/jobs/${encodeURIComponent(jobId)}` },
  /** A job with one of its runs open. */
  jobRun: { route: "/jobs/:jobId", link: (jobId: string, runIndex: number) => `/jobs/${encodeURIComponent(jobId)}?run=${runIndex}` },
  contracts: { route: "/contracts", link: () => "/contracts" },
  contract: { route: "/contracts/:contractId", link: (contractId: string) => `/contracts/${encodeURIComponent(contractId)}` },
  /** A new contract; it begins as the copy of another where one is named. */
  newContract: { route: "/contracts/new", link: (from?: string) => (from ? `/contracts/new?from=${encodeURIComponent(from)}` : "/contracts/new") },
  newContractVersion: {
    route: "/contracts/:contractId/new-version",
    link: (contractId: string) => `/contracts/${encodeURIComponent(contractId)}/new-version`,
  },
  restrictions: { route: "/restrictions", link: () => "/restrictions" },
  restrictionSet: { route: "/restrictions/:restrictionSetId", link: (setId: string) => `/restrictions/${encodeURIComponent(setId)}` },
  /** A rule in its set. */
  rule: { route: "/restrictions/:restrictionSetId", link: (setId: string, ruleId: string) => `/restrictions/${encodeURIComponent(setId)}#rule-${encodeURIComponent(ruleId)}` },
  /** A new set; it begins as the copy of another where one is named. */
  newRestrictionSet: { route: "/restrictions/new", link: (from?: string) => (from ? `/restrictions/new?from=${encodeURIComponent(from)}` : "/restrictions/new") },
  newRestrictionSetVersion: {
    route: "/restrictions/:restrictionSetId/new-version",
    link: (setId: string) => `/restrictions/${encodeURIComponent(setId)}/new-version`,
  },
  /** The first of the jobs is the one that the others are held against. */
  compare: { route: "/compare", link: (jobIds: readonly string[]) => `/compare?${new URLSearchParams(jobIds.map((id) => ["job", id]))}` },
  /** The parts of the settings, each at an address of its own. */
  settings: { route: "/settings", link: (part: SettingsPart = "profile") => `/settings/${part}` },
  invitation: { route: "/invitation/:token", link: (token: string) => `/invitation/${encodeURIComponent(token)}` },
  register: {
    route: "/register",
    link: (returnTo?: string) => withReturnTo("/register", returnTo),
    invited: (token: string) => `/register?invitation=${encodeURIComponent(token)}`,
  },
  signIn: {
    route: "/sign-in",
    link: (returnTo?: string) => withReturnTo("/sign-in", returnTo),
  },
  /** Where a provider signs one in; it leads back to a path of this site. */
  provider: (name: string, returnTo: string) => `/auth/oidc/${encodeURIComponent(name)}/login?return_to=${encodeURIComponent(returnTo)}`,
  /** A file with all runs of a job, made by the API. */
  jobExport: (jobId: string, format: "csv" | "json" | "ndjson" | "parquet") => `/api/v1/jobs/${plainId(jobId)}/export?format=${format}`,
  /** Served by the API, outside this application. */
  explorer: "/graphql",
} as const;

const withReturnTo = (path: string, returnTo: string | undefined): string =>
  returnTo && returnTo !== "/" ? `${path}?returnTo=${encodeURIComponent(returnTo)}` : path;

/** The path to go back to after signing in; anything that is not a path of this site is refused. */
export const safeReturnTo = (value: string | null): string =>
  value !== null && /^\/(?![/\\])/.test(value) && !/^\/(sign-in|register)/.test(value) ? value : "/";
