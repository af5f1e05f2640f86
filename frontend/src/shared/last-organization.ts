const STORAGE_KEY = "skyt.organization ";

/** Note in which organization a user works in this browser, so that the next sign-in goes on there and not in the personal one. */
export const rememberOrganization = (userId: string, organizationId: string): void => {
  try {
    localStorage.setItem(STORAGE_KEY + userId, organizationId);
  } catch {
    // A browser that keeps nothing: the next sign-in begins in the personal organization.
  }
};

export const lastOrganization = (userId: string): string | null => localStorage.getItem(STORAGE_KEY + userId);
