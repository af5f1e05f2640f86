import { useApolloClient } from "@apollo/client/react";
import { Download, Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/input";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { useQuery } from "@/shared/apollo/use-query";
import { cn } from "@/shared/cn";
import { download } from "@/shared/download";
import { describeError } from "@/shared/network-error";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import { exportJobs } from "./export-jobs";
import { JobFilterContractsDocument, JobFilterSetsDocument, type JobSort, type JobStatus } from "./jobs.generated";
import { DAYS, filterOf, type ListState, pressed, SORTS } from "./list-state";
import { texts } from "./texts";

type FilterProps = { state: ListState; onChange: (part: Partial<ListState>) => void };

/** As wide with its first choice as with those that come later: nothing moves. */
const FILTER = "w-full sm:w-40";

/** Not for viewers, who may not run jobs. */
export const CreateButton = () =>
  useCanWrite() && (
    <Button asChild variant="primary" size="small">
      <Link to={paths.playground.link()}>
        <Plus aria-hidden />
        {texts.create}
      </Link>
    </Button>
  );

const StatusFilter = ({ state, onChange }: FilterProps) => (
  <Select aria-label={texts.filter} value={state.status ?? ""} onChange={(event) => onChange({ status: (event.target.value || null) as JobStatus | null })} fit="compact" className={FILTER}>
    <option value="">{texts.allStatuses}</option>
    {Object.entries(sharedTexts.statuses).map(([value, label]) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </Select>
);

const ContractFilter = ({ state, onChange }: FilterProps) => {
  const { data } = useQuery(JobFilterContractsDocument);
  return (
    <Select aria-label={texts.contractFilter} value={state.contractId ?? ""} onChange={(event) => onChange({ contractId: event.target.value || null })} fit="compact" className={FILTER}>
      <option value="">{texts.allContracts}</option>
      {data?.contracts.edges.map(({ node }) => (
        <option key={node.id} value={node.id}>
          {node.title} · {node.version}
        </option>
      ))}
    </Select>
  );
};

const SetFilter = ({ state, onChange }: FilterProps) => {
  const { data } = useQuery(JobFilterSetsDocument);
  return (
    <Select aria-label={texts.setFilter} value={state.setId ?? ""} onChange={(event) => onChange({ setId: event.target.value || null })} fit="compact" className={FILTER}>
      <option value="">{texts.allSets}</option>
      {data?.restrictionSets.edges.map(({ node }) => (
        <option key={node.id} value={node.id}>
          {node.title} · {node.version}
        </option>
      ))}
    </Select>
  );
};

const TimeFilter = ({ state, onChange }: FilterProps) => (
  <Select aria-label={texts.timeFilter} value={state.days ?? ""} onChange={(event) => onChange({ days: Number(event.target.value) || null })} fit="compact" className={FILTER}>
    <option value="">{texts.anyTime}</option>
    {DAYS.map((days) => (
      <option key={days} value={days}>
        {texts.lastDays(days)}
      </option>
    ))}
  </Select>
);

/** On a phone the table has no heads to press. */
const SortChoice = ({ state, onChange }: FilterProps) => (
  <Select aria-label={texts.sortBy} value={state.sort} onChange={(event) => onChange(pressed(event.target.value as JobSort, state))} fit="compact" className={cn(FILTER, "md:hidden")}>
    {Object.entries(SORTS).map(([column, sort]) => (
      <option key={sort} value={sort}>
        {texts.sortedBy(texts.columns[column as keyof typeof SORTS])}
      </option>
    ))}
  </Select>
);

const WAIT = 250;

/** What is typed is asked for once the typing pauses. */
const SearchField = ({ state, onChange }: FilterProps) => {
  const [typed, setTyped] = useState(state.search ?? "");
  useEffect(() => {
    if (typed === (state.search ?? "")) return;
    const timer = setTimeout(() => onChange({ search: typed || null }), WAIT);
    return () => clearTimeout(timer);
  }, [typed, state.search, onChange]);
  return <Input type="search" aria-label={texts.search} placeholder={texts.search} value={typed} onChange={(event) => setTyped(event.target.value)} fit="compact" className={FILTER} />;
};

const ExportButton = ({ state }: { state: ListState }) => {
  const client = useApolloClient();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const handleExport = async () => {
    setIsBusy(true);
    setProblem("");
    try {
      download("skyt-jobs.csv", await exportJobs(client, filterOf(state, Date.now())), "text/csv");
    } catch (error) {
      setProblem(describeError(error).title);
    }
    setIsBusy(false);
  };
  return (
    <>
      <Button size="small" disabled={isBusy} onClick={() => void handleExport()}>
        <Download aria-hidden />
        {texts.exportCsv}
      </Button>
      {problem && (
        <span role="alert" className="text-xs text-bad">
          {problem}
        </span>
      )}
    </>
  );
};

/** What narrows the list, and a file of what is left. */
export const JobsToolbar = ({ state, onChange }: FilterProps) => (
  <div className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
    <SearchField state={state} onChange={onChange} />
    <StatusFilter state={state} onChange={onChange} />
    <ContractFilter state={state} onChange={onChange} />
    <SetFilter state={state} onChange={onChange} />
    <TimeFilter state={state} onChange={onChange} />
    <SortChoice state={state} onChange={onChange} />
    <ExportButton state={state} />
  </div>
);
