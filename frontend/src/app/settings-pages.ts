import type { ComponentType } from "react";
import type { SettingsPart } from "@/shared/settings-parts";
import { lazyPage } from "./lazy-page";

/** The frame of the settings. The build reads this file too, as it does the pages. */
export const SettingsFrame = lazyPage(async () => (await import("@/features/settings/settings-layout")).SettingsLayout);

/** The parts of the settings, inside their frame. */
export const settingsPages: Record<SettingsPart, ComponentType & { preload: () => Promise<unknown> }> = {
  profile: lazyPage(async () => (await import("@/features/settings/profile-page")).ProfilePage),
  sessions: lazyPage(async () => (await import("@/features/settings/sessions-page")).SessionsPage),
  appearance: lazyPage(async () => (await import("@/features/settings/appearance-page")).AppearancePage),
  organization: lazyPage(async () => (await import("@/features/settings/organization-page")).OrganizationPage),
  members: lazyPage(async () => (await import("@/features/settings/members-page")).MembersPage),
  usage: lazyPage(async () => (await import("@/features/settings/usage-page")).UsagePage),
  "api-keys": lazyPage(async () => (await import("@/features/settings/api-keys-page")).ApiKeysPage),
  "provider-keys": lazyPage(async () => (await import("@/features/settings/provider-keys-page")).ProviderKeysPage),
  webhooks: lazyPage(async () => (await import("@/features/settings/webhooks-page")).WebhooksPage),
  "audit-log": lazyPage(async () => (await import("@/features/settings/audit-log-page")).AuditLogPage),
};
