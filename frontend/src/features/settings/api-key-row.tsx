import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { useAction } from "@/shared/apollo/use-action";
import { texts as sharedTexts } from "@/shared/texts";
import { ApiKeysDocument, type ApiKeysQuery, RevokeApiKeyDocument } from "./api-keys.generated";
import { Cell, Row } from "./data-table";
import { texts } from "./texts";

type ApiKey = NonNullable<NonNullable<ApiKeysQuery["viewer"]>["organization"]["apiKeys"]>["edges"][number]["node"];

const words = texts.apiKeys;

const isExpired = ({ expiresAt }: ApiKey): boolean => expiresAt !== null && new Date(expiresAt).getTime() < Date.now();

/** Whether a key is worth nothing any more. */
export const isEnded = (key: ApiKey): boolean => key.revokedAt !== null || isExpired(key);

const RevokeKey = ({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) => {
  const { run, isBusy, refusal } = useAction(RevokeApiKeyDocument, "ApiKeyRevoked", [ApiKeysDocument]);
  const handleConfirm = async () => {
    if (await run({ id: apiKey.id })) onClose();
  };
  return (
    <Confirm title={words.revokeTitle(apiKey.name)} confirm={words.revoke} isBusy={isBusy} refusal={refusal} onConfirm={() => void handleConfirm()} onClose={onClose}>
      {words.revokeWords}
    </Confirm>
  );
};

const EndOfKey = ({ apiKey }: { apiKey: ApiKey }) => {
  if (apiKey.revokedAt) return <Badge tone="bad">{words.revoked}</Badge>;
  if (isExpired(apiKey)) return <Badge tone="warn">{words.expired}</Badge>;
  return apiKey.expiresAt ? <Ago iso={apiKey.expiresAt} /> : sharedTexts.never;
};

export const ApiKeyRow = ({ apiKey }: { apiKey: ApiKey }) => {
  const [isRevoking, setIsRevoking] = useState(false);
  return (
    <Row isFaint={isEnded(apiKey)}>
      <Cell>
        <div className="font-medium wrap-anywhere">{apiKey.name}</div>
        <code className="font-mono text-xs text-ink-muted">{apiKey.prefix}…</code>
      </Cell>
      <Cell label={words.columns.scope}>
        <span title={words.scopeWords[apiKey.scope]}>{words.scopes[apiKey.scope]}</span>
      </Cell>
      <Cell label={words.columns.created}>
        <Ago iso={apiKey.createdAt} />
        <div className="text-xs text-ink-muted max-md:inline max-md:pl-1">{apiKey.createdBy ? words.by(apiKey.createdBy.displayName) : words.gone}</div>
      </Cell>
      <Cell label={words.columns.expires}>
        <EndOfKey apiKey={apiKey} />
      </Cell>
      <Cell label={words.columns.used}>{apiKey.lastUsedAt ? <Ago iso={apiKey.lastUsedAt} /> : sharedTexts.never}</Cell>
      <Cell className="md:text-right">
        {!isEnded(apiKey) && (
          <Button size="small" aria-label={words.revokeNamed(apiKey.name)} onClick={() => setIsRevoking(true)}>
            {words.revoke}
          </Button>
        )}
        {isRevoking && <RevokeKey apiKey={apiKey} onClose={() => setIsRevoking(false)} />}
      </Cell>
    </Row>
  );
};
