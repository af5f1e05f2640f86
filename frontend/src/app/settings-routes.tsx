import { Navigate, type RouteObject } from "react-router";
import { paths } from "@/shared/paths";
import type { SettingsPart } from "@/shared/settings-parts";

const PAGES: Record<SettingsPart, () => Promise<{ Component: React.ComponentType }>> = {
  profile: async () => ({ Component: (await import("@/features/settings/profile-page")).ProfilePage }),
  sessions: async () => ({ Component: (await import("@/features/settings/sessions-page")).SessionsPage }),
  appearance: async () => ({ Component: (await import("@/features/settings/appearance-page")).AppearancePage }),
  organization: async () => ({ Component: (await import("@/features/settings/organization-page")).OrganizationPage }),
  members: async () => ({ Component: (await import("@/features/settings/members-page")).MembersPage }),
  usage: async () => ({ Component: (await import("@/features/settings/usage-page")).UsagePage }),
  "api-keys": async () => ({ Component: (await import("@/features/settings/api-keys-page")).ApiKeysPage }),
  "provider-keys": async () => ({ Component: (await import("@/features/settings/provider-keys-page")).ProviderKeysPage }),
  webhooks: async () => ({ Component: (await import("@/features/settings/webhooks-page")).WebhooksPage }),
  "audit-log": async () => ({ Component: (await import("@/features/settings/audit-log-page")).AuditLogPage }),
};

/** The parts of the settings; their own address leads to the first of them. */
export const settingsRoutes: RouteObject[] = [
  { index: true, element: <Navigate to={paths.settings.link()} replace /> },
  ...Object.entries(PAGES).map(([path, lazy]) => ({ path, lazy })),
];
