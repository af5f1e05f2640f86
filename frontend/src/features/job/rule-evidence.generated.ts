/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Severity =
  | 'ADVISORY'
  | 'MANDATORY'
  | 'REQUIRED';

export type RunEvidenceQueryVariables = Exact<{
  id: string;
  setId: string;
  ruleId: string;
}>;


export type RunEvidenceQuery = { node:
    | { __typename: 'Anchor' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Artifact' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'BehaviourClass' }
    | { __typename: 'Contract' }
    | { __typename: 'Invitation' }
    | { __typename: 'Job' }
    | { __typename: 'JobResult' }
    | { __typename: 'Member' }
    | { __typename: 'Organization' }
    | { __typename: 'ProviderCredential' }
    | { __typename: 'Quota' }
    | { __typename: 'RestrictionSet' }
    | { __typename: 'Run', id: string, violations: Array<{ __typename: 'Violation', setId: string, ruleId: string, severity: Severity, message: string, line: number, column: number, excerpt: string, suggestion: string | null, waiver: string | null, isUndecided: boolean }> }
    | { __typename: 'Session' }
    | { __typename: 'UsageLine' }
    | { __typename: 'User' }
    | { __typename: 'Violation' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };


export const RunEvidenceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunEvidence"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"setId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ruleId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"setId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"setId"}}},{"kind":"Argument","name":{"kind":"Name","value":"ruleId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ruleId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setId"}},{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"excerpt"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}},{"kind":"Field","name":{"kind":"Name","value":"waiver"}},{"kind":"Field","name":{"kind":"Name","value":"isUndecided"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RunEvidenceQuery, RunEvidenceQueryVariables>;