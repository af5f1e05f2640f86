import { NetworkStatus } from "@apollo/client";
import { KeyRound, Plus } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { ApiKeyRow, isEnded } from "./api-key-row";
import { ApiKeysDocument } from "./api-keys.generated";
import { DataTable } from "./data-table";
import { MoreButton } from "./more-button";
import { NewApiKey } from "./new-api-key";
import { OnlyForAdmins } from "./only-for";
import { SettingsPage } from "./settings-card";
import { texts } from "./texts";
import { useViewer } from "./viewer";

const words = texts.apiKeys;

const EndedChoice = ({ isShown, onChange }: { isShown: boolean; onChange: (isShown: boolean) => void }) => {
  const id = useId();
  return (
    <div className="flex items-center gap-2 text-[13px]">
      <Checkbox id={id} checked={isShown} onCheckedChange={onChange} />
      <label htmlFor={id}>{words.showEnded}</label>
    </div>
  );
};

const KeyList = () => {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(ApiKeysDocument, { fetchPolicy: "cache-and-network", notifyOnNetworkStatusChange: true });
  const [areEndedShown, setAreEndedShown] = useState(false);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  const connection = data?.viewer?.organization.apiKeys;
  if (!connection) return <SkeletonPage blocks={["h-14", "h-14"]} />;
  const keys = connection.edges.map(({ node }) => node);
  const shown = keys.filter((key) => areEndedShown || !isEnded(key));
  return (
    <div className="grid grid-cols-1 gap-3">
      {shown.length === 0 ? (
        <EmptyState icon={KeyRound} title={words.none.title}>
          {words.none.hint}
        </EmptyState>
      ) : (
        <DataTable label={texts.parts["api-keys"]} columns={Object.values(words.columns)} hasActions>
          {shown.map((key) => (
            <ApiKeyRow key={key.id} apiKey={key} />
          ))}
        </DataTable>
      )}
      {keys.some(isEnded) && <EndedChoice isShown={areEndedShown} onChange={setAreEndedShown} />}
      <MoreButton pageInfo={connection.pageInfo} isFetching={networkStatus === NetworkStatus.fetchMore} onMore={(after) => void fetchMore({ variables: { after } })} />
    </div>
  );
};

/** Keys for programs: made, listed with their last use, and revoked. */
export const ApiKeysPage = () => {
  const [isCreating, setIsCreating] = useState(false);
  const canManage = useViewer().role === "ADMIN";
  return (
    <SettingsPage
      title={texts.parts["api-keys"]}
      documentTitle={texts.documentTitle(texts.parts["api-keys"])}
      lead={words.lead}
      actions={
        canManage && (
          <Button size="small" variant="primary" onClick={() => setIsCreating(true)}>
            <Plus aria-hidden />
            {words.create}
          </Button>
        )
      }
    >
      <OnlyForAdmins what={words.what}>
        <KeyList />
      </OnlyForAdmins>
      {isCreating && <NewApiKey onClose={() => setIsCreating(false)} />}
    </SettingsPage>
  );
};
