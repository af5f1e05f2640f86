export const texts = {
  signOut: "Sign out",
  settings: "Settings",
  organization: (name: string) => `Organization: ${name}`,
  tour: "Show the first steps",
  menu: "Account of",
} as const;
