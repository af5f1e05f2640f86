import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/states";
import { texts } from "./texts";
import { useViewer } from "./viewer";

type Props = { what: string; children: ReactNode };

const Locked = ({ title }: { title: string }) => {
  const { role, organization } = useViewer();
  return (
    <EmptyState icon={Lock} title={title}>
      {texts.onlyAdmins(organization.name, role)}
    </EmptyState>
  );
};

/** What only admins see; the others read why there is nothing. */
export const OnlyForAdmins = ({ what, children }: Props) => (useViewer().role === "ADMIN" ? children : <Locked title={texts.onlyAdminsTitle(what)} />);

export const OnlyForMaintainers = ({ what, children }: Props) =>
  useViewer().role === "VIEWER" ? <Locked title={texts.onlyMaintainersTitle(what)} /> : children;
