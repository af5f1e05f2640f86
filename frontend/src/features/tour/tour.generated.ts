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

export type TourJobQueryVariables = Exact<{ [key: string]: never; }>;


export type TourJobQuery = { jobs: { __typename: 'JobConnection', edges: Array<{ __typename: 'JobEdge', cursor: string, node: { __typename: 'Job', id: string } }> } };

export type DemoJobPartsQueryVariables = Exact<{ [key: string]: never; }>;


export type DemoJobPartsQuery = { contracts: { __typename: 'ContractConnection', edges: Array<{ __typename: 'ContractEdge', cursor: string, node: { __typename: 'Contract', id: string } }> }, restrictionSets: { __typename: 'RestrictionSetConnection', edges: Array<{ __typename: 'RestrictionSetEdge', cursor: string, node: { __typename: 'RestrictionSet', id: string, kinds: Array<Kind> } }> } };

export type SubmitDemoJobMutationVariables = Exact<{
  input: SubmitJobInput;
}>;


export type SubmitDemoJobMutation = { submitJob:
    | { __typename: 'InvalidInput', code: string, message: string, hint: string | null }
    | { __typename: 'JobSubmitted', job: { __typename: 'Job', id: string } }
    | { __typename: 'NotAllowed', code: string, message: string, hint: string | null }
    | { __typename: 'NotFound', code: string, message: string, hint: string | null }
    | { __typename: 'NotSignedIn', code: string, message: string, hint: string | null }
    | { __typename: 'QuotaExceeded', code: string, message: string, hint: string | null }
    | { __typename: 'Unavailable', code: string, message: string, hint: string | null }
   };


export const TourJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TourJob"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"QUEUED"},{"kind":"EnumValue","value":"RUNNING"},{"kind":"EnumValue","value":"COMPLETED"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"OLDEST"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TourJobQuery, TourJobQueryVariables>;
export const DemoJobPartsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DemoJobParts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contracts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"StringValue","value":"roman_numerals","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"source"},"value":{"kind":"EnumValue","value":"PRESET"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"NEWEST"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"restrictionSets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"source"},"value":{"kind":"EnumValue","value":"PRESET"}},{"kind":"ObjectField","name":{"kind":"Name","value":"newestOnly"},"value":{"kind":"BooleanValue","value":true}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DemoJobPartsQuery, DemoJobPartsQueryVariables>;
export const SubmitDemoJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitDemoJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitJobInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"JobSubmitted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]}}]} as unknown as DocumentNode<SubmitDemoJobMutation, SubmitDemoJobMutationVariables>;