/** The schema's interfaces and unions with their members; `npm run codegen` writes this file, a test holds it against schema.graphql. */
export const possibleTypes: Record<string, string[]> = {
  EstimateJobResult: ["InvalidInput", "JobEstimate", "NotFound", "NotSignedIn", "Unavailable"],
  Node: ["AuditEntry", "Contract", "Job", "Organization", "ProviderCredential", "RestrictionSet", "Run", "User"],
  Problem: ["InvalidCredentials", "InvalidInput", "NotAllowed", "NotFound", "NotSignedIn", "Unavailable"],
  PutProviderCredentialResult: ["InvalidInput", "NotAllowed", "NotSignedIn", "ProviderCredentialPut", "Unavailable"],
  RemoveProviderCredentialResult: ["NotAllowed", "NotFound", "NotSignedIn", "ProviderCredentialRemoved", "Unavailable"],
  SaveRestrictionSetResult: ["InvalidInput", "NotAllowed", "NotFound", "NotSignedIn", "RestrictionSetSaved", "Unavailable"],
  SignInResult: ["InvalidCredentials", "InvalidInput", "SignedIn", "Unavailable"],
  SignOutResult: ["SignedOut", "Unavailable"],
  SubmitJobResult: ["InvalidInput", "JobSubmitted", "NotAllowed", "NotFound", "NotSignedIn", "Unavailable"],
  ValidateRestrictionSetResult: ["InvalidInput", "NotAllowed", "NotSignedIn", "RestrictionSetValid"],
};
