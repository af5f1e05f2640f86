import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { texts } from "./texts";

type Menu = typeof import("./job-exports").JobExports;

/** Leads to everything that the job can be taken away as; the menu is fetched when it is first asked for. */
export const ExportMenu = ({ jobId, hasResult }: { jobId: string; hasResult: boolean }) => {
  const [Menu, setMenu] = useState<Menu>();
  const handleFirstPress = async () => {
    const { JobExports } = await import("./job-exports");
    setMenu(() => JobExports);
  };
  if (Menu) return <Menu jobId={jobId} hasResult={hasResult} />;
  return (
    <Button size="small" aria-haspopup="dialog" onClick={() => void handleFirstPress()}>
      <Download aria-hidden />
      {texts.exports.button}
    </Button>
  );
};
