import { Button } from "@/components/ui/button";
import { RefusalNotice } from "@/components/ui/refusal";
import { useAction } from "@/shared/apollo/use-action";
import { useFreshStart } from "@/shared/apollo/use-fresh-start";
import { SwitchOrganizationDocument } from "./organization.generated";
import { texts } from "./texts";

/** Go on in another organization: nothing that was read in this one is kept. */
export const SwitchButton = ({ id, name }: { id: string; name: string }) => {
  const { run, isBusy, refusal } = useAction(SwitchOrganizationDocument, "OrganizationSwitched");
  const startAnew = useFreshStart();
  const handleSwitch = async () => {
    if (await run({ id })) await startAnew();
  };
  return (
    <div className="grid justify-items-end gap-2">
      <Button size="small" aria-label={texts.general.switchTo(name)} disabled={isBusy} onClick={() => void handleSwitch()}>
        {texts.general.switch}
      </Button>
      {refusal && <RefusalNotice message={refusal.message} hint={refusal.hint} />}
    </div>
  );
};
