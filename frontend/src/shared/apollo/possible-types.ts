/** The schema's interfaces and unions with their members; a test holds them against schema.graphql. */
export const possibleTypes: Record<string, string[]> = {
  Node: ["Contract", "Job", "Organization", "RestrictionSet", "Run", "User"],
  Problem: ["InvalidCredentials", "InvalidInput", "NotAllowed", "NotFound", "NotSignedIn", "Unavailable"],
  SaveRestrictionSetResult: ["InvalidInput", "NotAllowed", "NotFound", "NotSignedIn", "RestrictionSetSaved", "Unavailable"],
  SignInResult: ["InvalidCredentials", "InvalidInput", "SignedIn", "Unavailable"],
  SignOutResult: ["SignedOut", "Unavailable"],
  SubmitJobResult: ["InvalidInput", "JobSubmitted", "NotAllowed", "NotFound", "NotSignedIn", "Unavailable"],
  ValidateRestrictionSetResult: ["InvalidInput", "NotAllowed", "NotSignedIn", "RestrictionSetValid"],
};
