import { viewer } from "./samples";

type Page = { first?: number | null; after?: string | null };
type Faulty = { message: string; path: string };

const NOW = "2026-11-27T12:00:00Z";
const SOON = "2999-01-01T00:00:00Z";

const problem = (kind: string, message: string, hint: string | null = null) => ({ __typename: kind, code: kind.toUpperCase(), message, hint });
const invalid = (message: string, ...faults: Faulty[]) => ({ ...problem("InvalidInput", message), faults });

/** A page of a list; cursors are places. */
const pageOf = (nodes: readonly object[], { first, after }: Page) => {
  const start = after ? Number(after) + 1 : 0;
  const end = start + (first ?? 50);
  const edges = nodes.slice(start, end).map((node, place) => ({ cursor: String(start + place), node }));
  return { edges, pageInfo: { hasNextPage: end < nodes.length, hasPreviousPage: start > 0, startCursor: null, endCursor: edges.at(-1)?.cursor ?? null } };
};

export const memberOf = (id: string, displayName: string, role: string) => ({
  user: { __typename: "User", id, email: `${id}@example.org`, displayName, createdAt: NOW },
  role,
  joinedAt: NOW,
});

const invitationOf = (id: string, email: string | null, role: string) => ({ __typename: "Invitation", id, email, role, createdAt: NOW, expiresAt: SOON, acceptedAt: null, revokedAt: null as string | null });

const keyOf = (id: string, name: string, scope: string, expiresAt: string | null = null) => ({
  __typename: "ApiKey",
  id,
  name,
  prefix: "skyt_0123456",
  scope,
  createdAt: NOW,
  expiresAt,
  lastUsedAt: null,
  revokedAt: null as string | null,
  createdBy: viewer.user,
});

const auditOf = (place: number) => ({
  __typename: "AuditEntry",
  id: `entry-${place}`,
  action: "member.changed",
  subject: "user-2",
  details: { role: "viewer" },
  beforeHash: null,
  afterHash: null,
  address: "192.0.2.7",
  viaApiKey: false,
  createdAt: NOW,
  user: viewer.user,
});

/** An organization and its viewer's person as the service keeps them; what a mutation is asked for is noted. */
export class MemoryOrganization {
  limits: object[] = [{ quota: "RUNS_PER_DAY", limit: 2000, used: 1800, resetsAt: SOON }];
  readonly asked: Record<string, unknown>[] = [];
  readonly person = { ...viewer.user, hasPassword: true };
  hasJobsUnderWay = false;
  hidesFirstSteps = false;
  name = viewer.organization.name;
  current = viewer.organization.id;
  members = [memberOf("user-1", "Demo", "ADMIN"), memberOf("user-2", "Grace Hopper", "MAINTAINER")];
  invitations = [invitationOf("invitation-1", "linus@example.org", "VIEWER")];
  apiKeys = [keyOf("key-1", "Nightly", "READ")];
  credentials: Record<string, unknown>[] = [];
  webhooks: Record<string, unknown>[] = [];
  sessions = [
    { __typename: "Session", id: "session-1", kind: "BROWSER", createdAt: NOW, lastUsedAt: NOW, expiresAt: SOON, address: "192.0.2.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0", isCurrent: true },
    { __typename: "Session", id: "session-2", kind: "API", createdAt: NOW, lastUsedAt: NOW, expiresAt: SOON, address: "192.0.2.9", userAgent: "curl/8.5.0", isCurrent: false },
  ];
  readonly organizations = [
    { id: "organization-1", name: "Demo", isPersonal: true, role: "ADMIN" },
    { id: "organization-2", name: "Navy", isPersonal: false, role: "VIEWER" },
  ];
  readonly auditLog = Array.from({ length: 60 }, (_, place) => auditOf(place));

  /** The organization as the schema's type `Organization`. */
  record(): object {
    return {
      ...viewer.organization,
      id: this.current,
      isPersonal: this.organizations.find(({ id }) => id === this.current)?.isPersonal ?? false,
      name: this.current === viewer.organization.id ? this.name : this.organizations.find(({ id }) => id === this.current)?.name,
      members: (page: Page) => pageOf(this.members, page),
      invitations: (page: Page) => pageOf(this.invitations, page),
      apiKeys: (page: Page) => pageOf(this.apiKeys, page),
      providerCredentials: (page: Page) => pageOf(this.credentials, page),
      webhooks: (page: Page) => pageOf(this.webhooks, page),
      webhookDeliveries: (page: Page) => pageOf([], page),
      auditLog: ({ filter, ...page }: Page & { filter?: { action?: string | null } | null }) =>
        pageOf(this.auditLog.filter(({ action }) => !filter?.action || action === filter.action), page),
      quota: {
        tier: "FREE",
        requestsPerMinute: 600,
        limits: this.limits,
      },
      usage: [{ day: new Date().toISOString().slice(0, 10), provider: "openai", model: "gpt", runs: 20, unanswered: 1, promptTokens: 3000, completionTokens: 500, costUsd: 1.5 }],
    };
  }

  readonly mutations = {
    updateProfile: ({ displayName }: { displayName: string }) => {
      this.person.displayName = displayName.trim();
      return displayName.trim() ? { __typename: "ProfileUpdated", user: this.person } : invalid("It is no name.", { message: "A name has from 1 to 200 characters.", path: "$.displayName" });
    },
    changeEmail: ({ input }: { input: { email: string; currentPassword: string } }) => {
      if (input.currentPassword !== "repeatability") return problem("InvalidCredentials", "the present password is another one");
      this.person.email = input.email;
      return { __typename: "EmailChanged", user: this.person };
    },
    changePassword: ({ input }: { input: { newPassword: string } }) =>
      input.newPassword.length < 12 ? invalid("It is too short.", { message: "A password has 12 characters or more.", path: "$.newPassword" }) : { __typename: "PasswordChanged", endedSessions: 2 },
    revokeSession: ({ id }: { id: string }) => {
      this.sessions = this.sessions.filter((session) => session.id !== id);
      return { __typename: "SessionRevoked", sessionId: id };
    },
    signOutEverywhere: () => ({ __typename: "SignedOutEverywhere", endedSessions: 2 }),
    renameOrganization: ({ name }: { name: string }) => {
      this.name = name;
      return { __typename: "OrganizationRenamed", name };
    },
    createOrganization: ({ name }: { name: string }) => {
      this.asked.push({ name });
      this.organizations.push({ id: "organization-3", name, isPersonal: false, role: "ADMIN" });
      return this.enter("organization-3");
    },
    deleteOrganization: ({ name }: { name: string }) => {
      this.asked.push({ name });
      if (this.hasJobsUnderWay) return problem("NotPossible", "1 job is queued or running", "cancel it, or wait for its end");
      this.organizations.splice(this.organizations.findIndex(({ id }) => id === this.current), 1);
      return this.enter("organization-1");
    },
    hideFirstSteps: () => {
      this.hidesFirstSteps = true;
      return { __typename: "FirstStepsHidden", hidesFirstSteps: true };
    },
    switchOrganization: ({ organizationId }: { organizationId: string }) => this.enter(organizationId),
    changeMemberRole: ({ userId, role }: { userId: string; role: string }) => {
      this.asked.push({ userId, role });
      this.members = this.members.map((member) => (member.user.id === userId ? { ...member, role } : member));
      return { __typename: "MemberRoleChanged", userId, role };
    },
    removeMember: ({ userId }: { userId: string }) => {
      if (userId === "user-3") return invalid("an organization keeps at least one admin");
      this.members = this.members.filter(({ user }) => user.id !== userId);
      return { __typename: "MemberRemoved", userId };
    },
    createInvitation: ({ role, email }: { role: string; email: string | null }) => {
      this.asked.push({ role, email });
      if (email && !email.includes("@")) return invalid("It is no address.", { message: "this is not an e-mail address", path: "$.email" });
      const invitation = invitationOf("invitation-2", email, role);
      this.invitations = [invitation, ...this.invitations];
      return { __typename: "InvitationCreated", invitation, token: "the-token" };
    },
    revokeInvitation: ({ id }: { id: string }) => {
      this.invitations = this.invitations.map((invitation) => (invitation.id === id ? { ...invitation, revokedAt: NOW } : invitation));
      return { __typename: "InvitationRevoked", invitationId: id };
    },
    createApiKey: ({ input }: { input: { name: string; scope: string; expiresInDays: number | null } }) => {
      this.asked.push(input);
      if (!input.name) return invalid("It has no name.", { message: "name must have from 1 to 200 printable characters", path: "$.name" });
      const apiKey = keyOf("key-2", input.name, input.scope, input.expiresInDays === null ? null : SOON);
      this.apiKeys = [apiKey, ...this.apiKeys];
      return { __typename: "ApiKeyCreated", apiKey, key: "skyt_the_whole_key" };
    },
    revokeApiKey: ({ id }: { id: string }) => {
      this.apiKeys = this.apiKeys.map((key) => (key.id === id ? { ...key, revokedAt: NOW } : key));
      return { __typename: "ApiKeyRevoked", apiKey: this.apiKeys.find((key) => key.id === id) };
    },
    putProviderCredential: ({ input }: { input: { provider: string; label: string; key: string } }) => {
      this.asked.push(input);
      const credential = { __typename: "ProviderCredential", id: "credential-1", ...input, lastFour: input.key.slice(-4), createdAt: NOW, lastUsedAt: null, createdBy: viewer.user };
      this.credentials = [credential];
      return { __typename: "ProviderCredentialPut", providerCredential: credential, wasReplaced: false };
    },
    removeProviderCredential: ({ id }: { id: string }) => {
      this.credentials = [];
      return { __typename: "ProviderCredentialRemoved", providerCredentialId: id };
    },
    createWebhook: ({ input }: { input: { url: string; period: string } }) => {
      if (!input.url.startsWith("https://")) return invalid("It cannot be told.", { message: "events are sent over https only", path: "$.url" });
      const webhook = { __typename: "Webhook", id: "webhook-1", ...input, createdAt: NOW };
      this.webhooks = [webhook];
      return { __typename: "WebhookCreated", webhook, secret: "whsec_secret" };
    },
    removeWebhook: ({ id }: { id: string }) => {
      this.webhooks = [];
      return { __typename: "WebhookRemoved", webhookId: id };
    },
  };

  private enter(id: string): object {
    this.current = id;
    return { __typename: "OrganizationSwitched", viewer: { ...viewer, organization: this.record() } };
  }
}
