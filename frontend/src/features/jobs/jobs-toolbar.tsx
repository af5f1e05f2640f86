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
import { useIdle } from "@/shared/use-idle";
import { exportJobs } from "./export-jobs";
import { JobFiltersDocument, type JobSort, type JobStatus } from "./jobs.generated";
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

type Choice = { id: string; title: string; version: string };
type ChoiceFilterProps = { label: string; anyLabel: string; choices: readonly { node: Choice }[] | undefined; value: string | null; onChoose: (id: string | null) => void };

const ChoiceFilter = ({ label, anyLabel, choices, value, onChoose }: ChoiceFilterProps) => (
  <Select aria-label={label} value={value ?? ""} onChange={(event) => onChoose(event.target.value || null)} fit="compact" className={FILTER}>
    <option value="">{anyLabel}</option>
    {choices?.map(({ node: { id, title, version } }) => (
      <option key={id} value={id}>
        {title} · {version}
      </option>
    ))}
  </Select>
);

/** What there is to choose from is asked for when the list itself has been. */
const ChoiceFilters = ({ state, onChange }: FilterProps) => {
  const { data } = useQuery(JobFiltersDocument, { skip: !useIdle() });
  return (
    <>
      <ChoiceFilter label={texts.contractFilter} anyLabel={texts.allContracts} choices={data?.contracts.edges} value={state.contractId} onChoose={(contractId) => onChange({ contractId })} />
      <ChoiceFilter label={texts.setFilter} anyLabel={texts.allSets} choices={data?.restrictionSets.edges} value={state.setId} onChoose={(setId) => onChange({ setId })} />
    </>
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
    <ChoiceFilters state={state} onChange={onChange} />
    <TimeFilter state={state} onChange={onChange} />
    <SortChoice state={state} onChange={onChange} />
    <ExportButton state={state} />
  </div>
);
