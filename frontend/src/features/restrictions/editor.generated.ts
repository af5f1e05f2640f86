/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How a document is written. */
export type DocumentFormat =
  | 'JSON'
  | 'YAML';

export type Kind =
  | 'C'
  | 'JSON'
  | 'PYTHON'
  | 'TEXT';

export type NewRestrictionSetVersionInput = {
  document: string;
  format?: DocumentFormat;
  restrictionSetId: string;
};

export type RestrictionSetInput = {
  document: string;
  format?: DocumentFormat;
};

export type Role =
  | 'ADMIN'
  | 'MAINTAINER'
  | 'VIEWER';

export type Severity =
  | 'ADVISORY'
  | 'MANDATORY'
  | 'REQUIRED';

export type Source =
  | 'PRESET'
  | 'USER';

export type TryRestrictionSetInput = {
  document?: string | null | undefined;
  format?: DocumentFormat;
  kind: Kind;
  output: string;
  restrictionSetId?: string | null | undefined;
};

export type RestrictionSetDraftQueryVariables = Exact<{
  id: string;
}>;


export type RestrictionSetDraftQuery = { node:
    | { __typename: 'Anchor', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'Artifact', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'BehaviourClass', id: string }
    | { __typename: 'Contract', id: string }
    | { __typename: 'Invitation', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'JobResult', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'ProviderCredential', id: string }
    | { __typename: 'Quota', id: string }
    | { __typename: 'RestrictionSet', name: string, version: string, title: string, source: Source, document: string, id: string }
    | { __typename: 'Run', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'UsageLine', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'Violation', id: string }
    | { __typename: 'Webhook', id: string }
    | { __typename: 'WebhookDelivery', id: string }
   | null, viewer: { __typename: 'Viewer', role: Role } | null };

export type RestrictionAuthorQueryVariables = Exact<{ [key: string]: never; }>;


export type RestrictionAuthorQuery = { viewer: { __typename: 'Viewer', role: Role } | null };

export type ProblemWithFaults_InvalidCredentials_Fragment = { __typename: 'InvalidCredentials', message: string, hint: string | null } & { ' $fragmentName'?: 'ProblemWithFaults_InvalidCredentials_Fragment' };

export type ProblemWithFaults_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, hint: string | null, faults: Array<{ __typename: 'InputFault', message: string, path: string, line: number | null }> } & { ' $fragmentName'?: 'ProblemWithFaults_InvalidInput_Fragment' };

export type ProblemWithFaults_NotAllowed_Fragment = { __typename: 'NotAllowed', message: string, hint: string | null } & { ' $fragmentName'?: 'ProblemWithFaults_NotAllowed_Fragment' };

export type ProblemWithFaults_NotFound_Fragment = { __typename: 'NotFound', message: string, hint: string | null } & { ' $fragmentName'?: 'ProblemWithFaults_NotFound_Fragment' };

export type ProblemWithFaults_NotPossible_Fragment = { __typename: 'NotPossible', message: string, hint: string | null } & { ' $fragmentName'?: 'ProblemWithFaults_NotPossible_Fragment' };

export type ProblemWithFaults_NotSignedIn_Fragment = { __typename: 'NotSignedIn', message: string, hint: string | null } & { ' $fragmentName'?: 'ProblemWithFaults_NotSignedIn_Fragment' };

export type ProblemWithFaults_QuotaExceeded_Fragment = { __typename: 'QuotaExceeded', message: string, hint: string | null } & { ' $fragmentName'?: 'ProblemWithFaults_QuotaExceeded_Fragment' };

export type ProblemWithFaults_Unavailable_Fragment = { __typename: 'Unavailable', message: string, hint: string | null } & { ' $fragmentName'?: 'ProblemWithFaults_Unavailable_Fragment' };

export type ProblemWithFaultsFragment =
  | ProblemWithFaults_InvalidCredentials_Fragment
  | ProblemWithFaults_InvalidInput_Fragment
  | ProblemWithFaults_NotAllowed_Fragment
  | ProblemWithFaults_NotFound_Fragment
  | ProblemWithFaults_NotPossible_Fragment
  | ProblemWithFaults_NotSignedIn_Fragment
  | ProblemWithFaults_QuotaExceeded_Fragment
  | ProblemWithFaults_Unavailable_Fragment
;

export type ValidateRestrictionSetMutationVariables = Exact<{
  input: RestrictionSetInput;
}>;


export type ValidateRestrictionSetMutation = { validateRestrictionSet:
    | { __typename: 'InvalidInput', message: string, hint: string | null, faults: Array<{ __typename: 'InputFault', message: string, path: string, line: number | null }> }
    | { __typename: 'NotAllowed', message: string, hint: string | null }
    | { __typename: 'NotSignedIn', message: string, hint: string | null }
    | { __typename: 'RestrictionSetValid', name: string, version: string, rules: number, decidedRules: number }
   };

export type CreateRestrictionSetMutationVariables = Exact<{
  input: RestrictionSetInput;
}>;


export type CreateRestrictionSetMutation = { createRestrictionSet:
    | { __typename: 'InvalidInput', message: string, hint: string | null, faults: Array<{ __typename: 'InputFault', message: string, path: string, line: number | null }> }
    | { __typename: 'NotAllowed', message: string, hint: string | null }
    | { __typename: 'NotFound', message: string, hint: string | null }
    | { __typename: 'NotSignedIn', message: string, hint: string | null }
    | { __typename: 'RestrictionSetSaved', restrictionSet: { __typename: 'RestrictionSet', id: string } }
    | { __typename: 'Unavailable', message: string, hint: string | null }
   };

export type NewRestrictionSetVersionMutationVariables = Exact<{
  input: NewRestrictionSetVersionInput;
}>;


export type NewRestrictionSetVersionMutation = { newRestrictionSetVersion:
    | { __typename: 'InvalidInput', message: string, hint: string | null, faults: Array<{ __typename: 'InputFault', message: string, path: string, line: number | null }> }
    | { __typename: 'NotAllowed', message: string, hint: string | null }
    | { __typename: 'NotFound', message: string, hint: string | null }
    | { __typename: 'NotSignedIn', message: string, hint: string | null }
    | { __typename: 'RestrictionSetSaved', restrictionSet: { __typename: 'RestrictionSet', id: string } }
    | { __typename: 'Unavailable', message: string, hint: string | null }
   };

export type TryRestrictionSetMutationVariables = Exact<{
  input: TryRestrictionSetInput;
}>;


export type TryRestrictionSetMutation = { tryRestrictionSet:
    | { __typename: 'InvalidInput', message: string, hint: string | null, faults: Array<{ __typename: 'InputFault', message: string, path: string, line: number | null }> }
    | { __typename: 'NotFound', message: string, hint: string | null }
    | { __typename: 'NotSignedIn', message: string, hint: string | null }
    | { __typename: 'RestrictionSetTrial', complies: boolean, keptRules: Array<string>, brokenRules: Array<string>, undecidedRules: Array<string>, manualRules: Array<string>, violationCount: number, violations: Array<{ __typename: 'Violation', ruleId: string, severity: Severity, message: string, line: number, excerpt: string, isUndecided: boolean, waiver: string | null }> }
    | { __typename: 'Unavailable', message: string, hint: string | null }
   };

export const ProblemWithFaultsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemWithFaults"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]} as unknown as DocumentNode<ProblemWithFaultsFragment, unknown>;
export const RestrictionSetDraftDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RestrictionSetDraft"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RestrictionSet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"document"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"YAML"}}]}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]} as unknown as DocumentNode<RestrictionSetDraftQuery, RestrictionSetDraftQueryVariables>;
export const RestrictionAuthorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RestrictionAuthor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]} as unknown as DocumentNode<RestrictionAuthorQuery, RestrictionAuthorQueryVariables>;
export const ValidateRestrictionSetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ValidateRestrictionSet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RestrictionSetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"validateRestrictionSet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RestrictionSetValid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"rules"}},{"kind":"Field","name":{"kind":"Name","value":"decidedRules"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemWithFaults"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"unmask"}}]}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemWithFaults"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]} as unknown as DocumentNode<ValidateRestrictionSetMutation, ValidateRestrictionSetMutationVariables>;
export const CreateRestrictionSetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateRestrictionSet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RestrictionSetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createRestrictionSet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RestrictionSetSaved"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"restrictionSet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemWithFaults"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"unmask"}}]}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemWithFaults"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]} as unknown as DocumentNode<CreateRestrictionSetMutation, CreateRestrictionSetMutationVariables>;
export const NewRestrictionSetVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"NewRestrictionSetVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NewRestrictionSetVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"newRestrictionSetVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RestrictionSetSaved"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"restrictionSet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemWithFaults"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"unmask"}}]}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemWithFaults"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]} as unknown as DocumentNode<NewRestrictionSetVersionMutation, NewRestrictionSetVersionMutationVariables>;
export const TryRestrictionSetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TryRestrictionSet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TryRestrictionSetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tryRestrictionSet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RestrictionSetTrial"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"complies"}},{"kind":"Field","name":{"kind":"Name","value":"keptRules"}},{"kind":"Field","name":{"kind":"Name","value":"brokenRules"}},{"kind":"Field","name":{"kind":"Name","value":"undecidedRules"}},{"kind":"Field","name":{"kind":"Name","value":"manualRules"}},{"kind":"Field","name":{"kind":"Name","value":"violationCount"}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"excerpt"}},{"kind":"Field","name":{"kind":"Name","value":"isUndecided"}},{"kind":"Field","name":{"kind":"Name","value":"waiver"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemWithFaults"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"unmask"}}]}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemWithFaults"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"line"}}]}}]}}]}}]} as unknown as DocumentNode<TryRestrictionSetMutation, TryRestrictionSetMutationVariables>;