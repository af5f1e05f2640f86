/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type EvidenceLevel =
  | 'BEHAVIOURAL'
  | 'CANONICAL'
  | 'CHECKED'
  | 'IDENTICAL';

export type GenerationStatus =
  | 'FAILED'
  | 'GENERATED'
  | 'REFUSED'
  | 'TIMED_OUT';

export type OutOfDomainPolicy =
  | 'ALLOW'
  | 'MAY_RAISE'
  | 'MUST_RAISE'
  | 'MUST_RETURN'
  | 'UNDEFINED';

export type Severity =
  | 'ADVISORY'
  | 'MANDATORY'
  | 'REQUIRED';

export type RunDetailQueryVariables = Exact<{
  id: string;
}>;


export type RunDetailQuery = { node:
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
    | { __typename: 'Run', id: string, runIndex: number, status: GenerationStatus, rawOutput: string | null, canonicalOutput: string | null, checkedOutput: string | null, repairedOutput: string | null, evidence: EvidenceLevel | null, distancePre: number | null, distancePost: number | null, errorMessage: string | null, problem: string | null, assumptions: Array<string>, naming: Array<string>, unsatisfiedConstraints: Array<string>, defects: Array<string>, steps: Array<{ __typename: 'RescueStep', name: string, diff: string }>, oracle: { __typename: 'OracleVerdict', passed: boolean, passRate: number, isolation: string, problem: string | null, verdicts: Array<{ __typename: 'TestVerdict', description: string, passed: boolean, outcome: string, expected: string, observed: string }> } | null, propertyDifferences: Array<{ __typename: 'PropertyDifference', name: string, words: string }> | null, violations: Array<{ __typename: 'Violation', setId: string, ruleId: string, severity: Severity, message: string, line: number, column: number, excerpt: string, suggestion: string | null, waiver: string | null, isUndecided: boolean }>, outOfDomain: { __typename: 'OutOfDomainVerdict', policy: OutOfDomainPolicy, passed: boolean | null, checks: Array<{ __typename: 'OutOfDomainCheck', input: string, isSatisfied: boolean, expected: string, observed: string }> } | null, usage: { __typename: 'Usage', promptTokens: number | null, completionTokens: number | null, cachedTokens: number | null, reasoningTokens: number | null, costUsd: number | null, latencyMs: number | null } }
    | { __typename: 'Session' }
    | { __typename: 'UsageLine' }
    | { __typename: 'User' }
    | { __typename: 'Violation' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };

export type RunRequestQueryVariables = Exact<{
  id: string;
}>;


export type RunRequestQuery = { node:
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
    | { __typename: 'Run', id: string, request: unknown, response: unknown, providerRequestId: string | null, servedModel: string | null, systemFingerprint: string | null, finishReason: string | null, usage: { __typename: 'Usage', promptTokens: number | null, completionTokens: number | null, cachedTokens: number | null, reasoningTokens: number | null, costUsd: number | null, latencyMs: number | null } }
    | { __typename: 'Session' }
    | { __typename: 'UsageLine' }
    | { __typename: 'User' }
    | { __typename: 'Violation' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };

export type AnchorRunQueryVariables = Exact<{
  id: string;
}>;


export type AnchorRunQuery = { node:
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
    | { __typename: 'Run', id: string, checkedOutput: string | null }
    | { __typename: 'Session' }
    | { __typename: 'UsageLine' }
    | { __typename: 'User' }
    | { __typename: 'Violation' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };


export const RunDetailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"runIndex"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"rawOutput"}},{"kind":"Field","name":{"kind":"Name","value":"canonicalOutput"}},{"kind":"Field","name":{"kind":"Name","value":"checkedOutput"}},{"kind":"Field","name":{"kind":"Name","value":"repairedOutput"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"distancePre"}},{"kind":"Field","name":{"kind":"Name","value":"distancePost"}},{"kind":"Field","name":{"kind":"Name","value":"errorMessage"}},{"kind":"Field","name":{"kind":"Name","value":"problem"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"diff"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oracle"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"passed"}},{"kind":"Field","name":{"kind":"Name","value":"passRate"}},{"kind":"Field","name":{"kind":"Name","value":"isolation"}},{"kind":"Field","name":{"kind":"Name","value":"problem"}},{"kind":"Field","name":{"kind":"Name","value":"verdicts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"passed"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"observed"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"propertyDifferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"words"}}]}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setId"}},{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"excerpt"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}},{"kind":"Field","name":{"kind":"Name","value":"waiver"}},{"kind":"Field","name":{"kind":"Name","value":"isUndecided"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assumptions"}},{"kind":"Field","name":{"kind":"Name","value":"naming"}},{"kind":"Field","name":{"kind":"Name","value":"unsatisfiedConstraints"}},{"kind":"Field","name":{"kind":"Name","value":"defects"}},{"kind":"Field","name":{"kind":"Name","value":"outOfDomain"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"policy"}},{"kind":"Field","name":{"kind":"Name","value":"passed"}},{"kind":"Field","name":{"kind":"Name","value":"checks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"isSatisfied"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"observed"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"promptTokens"}},{"kind":"Field","name":{"kind":"Name","value":"completionTokens"}},{"kind":"Field","name":{"kind":"Name","value":"cachedTokens"}},{"kind":"Field","name":{"kind":"Name","value":"reasoningTokens"}},{"kind":"Field","name":{"kind":"Name","value":"costUsd"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RunDetailQuery, RunDetailQueryVariables>;
export const RunRequestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunRequest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"request"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"providerRequestId"}},{"kind":"Field","name":{"kind":"Name","value":"servedModel"}},{"kind":"Field","name":{"kind":"Name","value":"systemFingerprint"}},{"kind":"Field","name":{"kind":"Name","value":"finishReason"}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"promptTokens"}},{"kind":"Field","name":{"kind":"Name","value":"completionTokens"}},{"kind":"Field","name":{"kind":"Name","value":"cachedTokens"}},{"kind":"Field","name":{"kind":"Name","value":"reasoningTokens"}},{"kind":"Field","name":{"kind":"Name","value":"costUsd"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RunRequestQuery, RunRequestQueryVariables>;
export const AnchorRunDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AnchorRun"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"checkedOutput"}}]}}]}}]}}]} as unknown as DocumentNode<AnchorRunQuery, AnchorRunQueryVariables>;