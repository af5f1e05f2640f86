import { verdictOf } from "@/features/job/verdict";
import { frame } from "@/shared/frame";
import { type Heading, headings } from "@/shared/headings";
import type { JobReportFragment } from "@/features/job/job.generated";

type Report = Pick<JobReportFragment, "contract" | "result">;
type JobData = { job?: (Report & { contract: { name: string; version: string; title: string } }) | null };

const HEADINGS: Readonly<Record<string, Heading>> = {
  "/": headings.dashboard,
  "/playground": headings.playground,
  "/jobs": headings.jobs,
  "/compare": headings.compare,
  "/contracts": headings.contracts,
  "/restrictions": headings.restrictions,
};

const element = (className: string, ...children: (Node | string)[]): HTMLElement => {
  const made = document.createElement("div");
  made.className = className;
  made.append(...children);
  return made;
};

/** Something of this height is on its way. */
const block = (height: string): HTMLElement => element(`animate-pulse rounded-md bg-hover ${height}`);

const headed = ({ title, lead }: Heading): Node[] => [element("", element(frame.title, title), element(frame.lead, lead)), block("h-40"), block("h-64")];

const verdict = ({ contract: { kind }, result }: Report): Node => {
  if (!result) return block("h-48");
  const { clauses } = verdictOf(result, kind);
  const parts = clauses.map(({ number, words }, index) => [number, words].filter(Boolean).join(" ") + (index === clauses.length - 1 ? "." : "; "));
  const [first = "", ...others] = parts;
  const sentence = document.createElement("p");
  sentence.className = frame.verdict;
  const beginning = document.createElement("span");
  beginning.className = frame.verdictFirst;
  beginning.append(first);
  sentence.append(beginning, others.join(""));
  return element(`${frame.card} ${frame.verdictCard}`, sentence, block("h-24"));
};

const job = (report: NonNullable<JobData["job"]>): Node[] => [
  element("grid gap-4", element(frame.way, `${headings.jobs.title} · ${report.contract.name} · ${report.contract.version}`), element(frame.title, report.contract.title), block("h-8"), block("h-12")),
  verdict(report),
  block("h-64"),
];

/** The frame of the page with nothing in it but the mark, in place of the sign that it is loading. */
const drawFrame = (boot: HTMLElement): HTMLElement => {
  const mark = boot.querySelector("svg") ?? "";
  const said = boot.querySelector("span") ?? "";
  if (said) said.className = "sr-only";
  const content = element(`${frame.content} grid content-start gap-6`, block("h-8 w-72"), block("h-48"), block("h-64"));
  boot.className = frame.whole;
  boot.replaceChildren(element(frame.side, element(frame.bar, mark)), content, said);
  return content;
};

const JOB = /^\/jobs\/[^/]+$/;

/** Draws what is known of a page before its script is here: its frame and heading at once, a job's verdict as soon as the service answered. */
export const drawEarly = async (pathname: string, answers: ReadonlyMap<string, Promise<Response>>): Promise<void> => {
  const boot = document.querySelector<HTMLElement>("#root > .boot");
  const heading = HEADINGS[pathname];
  if (!boot || (!heading && !JOB.test(pathname))) return;
  const content = drawFrame(boot);
  if (heading) return content.replaceChildren(...headed(heading));
  const asked = [...answers].find(([question]) => question.startsWith("Job "))?.[1];
  const { data }: { data?: JobData } = (await (await asked)?.clone().json()) ?? {};
  // The page's own script may have been faster.
  if (data?.job && content.isConnected) content.replaceChildren(...job(data.job));
};
