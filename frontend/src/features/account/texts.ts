export const texts = { signOut: "Sign out" } as const;
