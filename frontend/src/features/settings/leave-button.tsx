import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { useAction } from "@/shared/apollo/use-action";
import { useFreshStart } from "@/shared/apollo/use-fresh-start";
import { LeaveOrganizationDocument } from "./organization.generated";
import { texts } from "./texts";

const words = texts.general;

/** Belong to the present organization no more, and go on in the personal one. */
export const LeaveButton = ({ name }: { name: string }) => {
  const [isAsking, setIsAsking] = useState(false);
  const { run, isBusy, refusal, forget } = useAction(LeaveOrganizationDocument, "OrganizationSwitched");
  const startAnew = useFreshStart();
  const handleConfirm = async () => {
    if (await run({})) await startAnew();
  };
  const handleClose = () => {
    setIsAsking(false);
    forget();
  };
  return (
    <>
      <Button size="small" aria-label={words.leaveNamed(name)} onClick={() => setIsAsking(true)}>
        {words.leave}
      </Button>
      {isAsking && (
        <Confirm title={words.leaveTitle(name)} confirm={words.leave} isBusy={isBusy} refusal={refusal} onConfirm={() => void handleConfirm()} onClose={handleClose}>
          {words.leaveWords}
        </Confirm>
      )}
    </>
  );
};
