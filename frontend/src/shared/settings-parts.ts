/** The parts of the settings, as they stand in addresses. */
export type SettingsPart =
  | "profile"
  | "sessions"
  | "appearance"
  | "organization"
  | "members"
  | "usage"
  | "api-keys"
  | "provider-keys"
  | "webhooks"
  | "audit-log";
