import { Compass, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { MissingState } from "@/components/ui/missing-state";
import { EmptyState } from "@/components/ui/states";
import { paths } from "@/shared/paths";
import { texts } from "./texts";

export const NotFoundPage = () => <MissingState icon={Compass} texts={texts.notFound} to={paths.dashboard.link()} />;

/** A page whose code could not be fetched because there is no connection is loaded as soon as there is one. */
const useReturnOnline = (): boolean => {
  const [wasOffline] = useState(() => !navigator.onLine);
  useEffect(() => {
    if (!wasOffline) return;
    const reload = () => window.location.reload();
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [wasOffline]);
  return wasOffline;
};

/** A page that failed inside the frame, which stays: the ways to other pages are still there. */
export const CrashedPart = () => {
  const isOffline = useReturnOnline();
  return (
    <EmptyState
      icon={TriangleAlert}
      title={texts.crashed.title}
      isWholePage
      action={
        <Button size="small" onClick={() => window.location.reload()}>
          {texts.crashed.reload}
        </Button>
      }
    >
      {isOffline ? texts.crashed.offline : texts.crashed.hint}
    </EmptyState>
  );
};

export const CrashedPage = () => (
  <main className="mx-auto max-w-xl p-6 pt-24">
    <CrashedPart />
  </main>
);
