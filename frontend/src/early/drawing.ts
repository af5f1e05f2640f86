import { type Clause, verdictOf } from "@/features/job/verdict";
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

/** A part of the verdict; the page makes a button of its number, which is broken into lines as one word. */
const clause = ({ metric, number, words }: Clause, isFirst: boolean): HTMLElement => {
  const part = document.createElement("span");
  part.className = isFirst ? frame.verdictFirst : "";
  const counted = document.createElement("span");
  counted.className = metric === null ? "" : "inline-block";
  counted.append(number);
  part.append(counted, number && " ", words);
  return part;
};

const verdict = ({ contract: { kind }, result }: Report): Node => {
  if (!result) return block("h-48");
  const { clauses } = verdictOf(result, kind);
  const sentence = document.createElement("p");
  sentence.className = frame.verdict;
  sentence.append(...clauses.flatMap((each, index) => [clause(each, index === 0), index === clauses.length - 1 ? "." : "; "]));
  return element(`${frame.card} ${frame.verdictCard}`, sentence, block("h-24"));
};

/** As high as the page's own, so that nothing moves when that takes its place. */
const jobHeader = ({ name, version, title }: { name: string; version: string; title: string }): Node =>
  element("grid gap-4", element(frame.way, `${headings.jobs.title} · ${name} · ${version}`), element(`${frame.title} flex items-center sm:min-h-8`, title), block("-mt-2 h-15 sm:hidden"), block("h-16 sm:h-9"));

const job = ({ contract, result }: NonNullable<JobData["job"]>): Node[] => [
  jobHeader(contract),
  element("grid gap-8", ...(result?.notices ?? []).map(() => block("h-9")), verdict({ contract, result }), block("h-64")),
];

/** The frame of the page with nothing in it but the mark, in place of the sign that it is loading. */
const drawFrame = (boot: HTMLElement): HTMLElement => {
  const mark = boot.querySelector("svg") ?? "";
  if (mark) mark.setAttribute("class", "size-6 lg:mx-2");
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
