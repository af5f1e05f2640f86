/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AnchorStrategy =
  | 'FIRST'
  | 'MEDOID';

export type EndpointInput = {
  /** What to send; in its texts {prompt}, {system_prompt}, {model}, {temperature}, {top_p}, {seed}, {max_tokens} and {run_index} are replaced. */
  body: unknown;
  keyHeader?: string;
  /** Where the output stands in the answer: a JSON Pointer, empty for all of it. */
  responsePath: string;
  url: string;
};

export type EstimateJobInput = {
  contractId: string;
  numRuns: number;
  pins: PinsInput;
};

export type EvidenceLevel =
  | 'BEHAVIOURAL'
  | 'CANONICAL'
  | 'CHECKED'
  | 'IDENTICAL';

export type Kind =
  | 'C'
  | 'JSON'
  | 'PYTHON'
  | 'TEXT';

export type PinsInput = {
  /** For provider `http`: whom to ask, and how. */
  endpoint?: EndpointInput | null | undefined;
  maxTokens?: number | null | undefined;
  model: string;
  provider: string;
  seed?: number | null | undefined;
  stop?: Array<string>;
  systemPrompt?: string | null | undefined;
  temperature?: number;
  topP?: number | null | undefined;
};

export type QuotaName =
  | 'CONCURRENT_JOBS'
  | 'REQUESTS_PER_MINUTE'
  | 'RUNS_PER_DAY'
  | 'RUNS_PER_MONTH';

export type Source =
  | 'PRESET'
  | 'USER';

export type SubmitJobInput = {
  /** The weakest level of evidence that counts as rescued. */
  acceptedEvidence?: EvidenceLevel;
  /** Names of metrics, `all` or `summary` for the headline ones, `properties`; empty means all metrics. */
  analyses?: Array<string>;
  /** Which eligible output becomes the anchor, where the contract version has none yet. */
  anchorStrategy?: AnchorStrategy;
  clientJobId?: string | null | undefined;
  contractId: string;
  finishWithinSeconds?: number;
  /** The most that its generations may cost, by the price table. */
  maxCostUsd?: number | null | undefined;
  numRuns: number;
  pins: PinsInput;
  restrictionSetIds?: Array<string>;
  startWithinSeconds?: number;
};

export type Tier =
  | 'ENTERPRISE'
  | 'FREE'
  | 'PRO';

export type PlaygroundChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type PlaygroundChoicesQuery = { contracts: { __typename: 'ContractConnection', edges: Array<{ __typename: 'ContractEdge', node: { __typename: 'Contract', id: string, name: string, version: string, title: string, kind: Kind, source: Source } }> }, restrictionSets: { __typename: 'RestrictionSetConnection', edges: Array<{ __typename: 'RestrictionSetEdge', node: (
        { __typename: 'RestrictionSet', id: string, kinds: Array<Kind> }
        & { ' $fragmentRefs'?: { 'RestrictionChoiceFragment': RestrictionChoiceFragment } }
      ) }> } };

export type PlaygroundContractQueryVariables = Exact<{
  id: string;
}>;


export type PlaygroundContractQuery = { contract: (
    { __typename: 'Contract', id: string }
    & { ' $fragmentRefs'?: { 'ContractPreviewFragment': ContractPreviewFragment } }
  ) | null, providers: Array<{ __typename: 'Provider', name: string, title: string, notice: string | null, takesAnyModel: boolean, models: Array<{ __typename: 'Model', name: string, title: string, maxRuns: number | null, temperature: number | null }> }> };

export type RestrictionChoiceFragment = { __typename: 'RestrictionSet', id: string, name: string, version: string, title: string, description: string, rules: Array<{ __typename: 'Rule', id: string }> } & { ' $fragmentName'?: 'RestrictionChoiceFragment' };

export type ContractPreviewFragment = { __typename: 'Contract', id: string, name: string, version: string, title: string, kind: Kind, prompt: string, systemPrompt: string | null, entryPoint: string | null, requiredPassRate: number, oracleTests: Array<{ __typename: 'OracleTest', description: string, call: string, expected: string }> } & { ' $fragmentName'?: 'ContractPreviewFragment' };

export type SubmitJobMutationVariables = Exact<{
  input: SubmitJobInput;
}>;


export type SubmitJobMutation = { submitJob:
    | { __typename: 'InvalidInput', code: string, message: string, hint: string | null, faults: Array<{ __typename: 'InputFault', message: string, path: string }> }
    | { __typename: 'JobSubmitted', job: { __typename: 'Job', id: string } }
    | { __typename: 'NotAllowed', code: string, message: string, hint: string | null }
    | { __typename: 'NotFound', code: string, message: string, hint: string | null }
    | { __typename: 'NotSignedIn', code: string, message: string, hint: string | null }
    | { __typename: 'QuotaExceeded', code: string, message: string, hint: string | null }
    | { __typename: 'Unavailable', code: string, message: string, hint: string | null }
   };

export type JobEstimateQueryVariables = Exact<{
  input: EstimateJobInput;
}>;


export type JobEstimateQuery = { estimateJob:
    | { __typename: 'InvalidInput', code: string, message: string, hint: string | null }
    | { __typename: 'JobEstimate', promptTokens: number, completionTokens: number, costUsd: number | null, highestCostUsd: number | null, seconds: number, how: Array<string>, notices: Array<string> }
    | { __typename: 'NotFound', code: string, message: string, hint: string | null }
    | { __typename: 'NotSignedIn', code: string, message: string, hint: string | null }
    | { __typename: 'Unavailable', code: string, message: string, hint: string | null }
   };

export type PlaygroundQuotaQueryVariables = Exact<{ [key: string]: never; }>;


export type PlaygroundQuotaQuery = { viewer: { __typename: 'Viewer', organization: { __typename: 'Organization', id: string, quota: { __typename: 'Quota', tier: Tier, limits: Array<{ __typename: 'QuotaLimit', quota: QuotaName, limit: number, used: number, resetsAt: string | null }> } } } | null };

export const RestrictionChoiceFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RestrictionChoice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RestrictionSet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<RestrictionChoiceFragment, unknown>;
export const ContractPreviewFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContractPreview"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contract"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"systemPrompt"}},{"kind":"Field","name":{"kind":"Name","value":"entryPoint"}},{"kind":"Field","name":{"kind":"Name","value":"requiredPassRate"}},{"kind":"Field","name":{"kind":"Name","value":"oracleTests"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"call"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}}]}}]} as unknown as DocumentNode<ContractPreviewFragment, unknown>;
export const PlaygroundChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PlaygroundChoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contracts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"restrictionSets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RestrictionChoice"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RestrictionChoice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RestrictionSet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<PlaygroundChoicesQuery, PlaygroundChoicesQueryVariables>;
export const PlaygroundContractDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PlaygroundContract"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContractPreview"}}]}},{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"notice"}},{"kind":"Field","name":{"kind":"Name","value":"takesAnyModel"}},{"kind":"Field","name":{"kind":"Name","value":"models"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"contractId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"maxRuns"}},{"kind":"Field","name":{"kind":"Name","value":"temperature"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContractPreview"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contract"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"systemPrompt"}},{"kind":"Field","name":{"kind":"Name","value":"entryPoint"}},{"kind":"Field","name":{"kind":"Name","value":"requiredPassRate"}},{"kind":"Field","name":{"kind":"Name","value":"oracleTests"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"call"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}}]}}]} as unknown as DocumentNode<PlaygroundContractQuery, PlaygroundContractQueryVariables>;
export const SubmitJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitJobInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"JobSubmitted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SubmitJobMutation, SubmitJobMutationVariables>;
export const JobEstimateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"JobEstimate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EstimateJobInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"estimateJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"JobEstimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"promptTokens"}},{"kind":"Field","name":{"kind":"Name","value":"completionTokens"}},{"kind":"Field","name":{"kind":"Name","value":"costUsd"}},{"kind":"Field","name":{"kind":"Name","value":"highestCostUsd"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"how"}},{"kind":"Field","name":{"kind":"Name","value":"notices"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]}}]} as unknown as DocumentNode<JobEstimateQuery, JobEstimateQueryVariables>;
export const PlaygroundQuotaDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PlaygroundQuota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quota"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tier"}},{"kind":"Field","name":{"kind":"Name","value":"limits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quota"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PlaygroundQuotaQuery, PlaygroundQuotaQueryVariables>;