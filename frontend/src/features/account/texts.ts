export const texts = {
  signOut: "Sign out",
  settings: "Settings",
  organization: (name: string) => `Organization: ${name}`,
  tour: "Show the first steps",
  menu: (name: string) => `Account of ${name}`,
} as const;
