import { useApolloClient } from "@apollo/client/react";
import { Globe, SquareTerminal } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useAction } from "@/shared/apollo/use-action";
import { useQuery } from "@/shared/apollo/use-query";
import { paths } from "@/shared/paths";
import { RevokeSessionDocument, SessionsDocument, type SessionsQuery, SignOutEverywhereDocument } from "./sessions.generated";
import { SettingsPage } from "./settings-card";
import { texts } from "./texts";
import { programOf } from "./user-agent";

type Session = NonNullable<NonNullable<SessionsQuery["viewer"]>["sessions"]>[number];

const words = texts.sessions;

const nameOf = ({ userAgent }: Session): string => {
  const { program, system } = programOf(userAgent);
  if (!program) return words.unknown;
  return system ? words.on(program, system) : program;
};

const SessionRow = ({ session, onEnd }: { session: Session; onEnd: () => void }) => {
  const Icon = session.kind === "BROWSER" ? Globe : SquareTerminal;
  return (
    <li className="flex items-start gap-3 px-5 py-3.5">
      <span className="grid size-8 shrink-0 place-items-center rounded-full bg-hover text-ink-muted">
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1 text-[13px]">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="wrap-anywhere" title={session.userAgent ?? undefined}>{nameOf(session)}</span>
          {session.isCurrent && <Badge tone="good">{words.current}</Badge>}
        </div>
        <div className="text-ink-muted">
          {[words.kinds[session.kind], session.address].filter(Boolean).join(" · ")} · {words.since} <Ago iso={session.createdAt} /> · {words.used}{" "}
          <Ago iso={session.lastUsedAt} />
        </div>
      </div>
      {!session.isCurrent && (
        <Button size="small" aria-label={words.endNamed(nameOf(session))} onClick={onEnd}>
          {words.end}
        </Button>
      )}
    </li>
  );
};

const EndSession = ({ session, onClose }: { session: Session; onClose: () => void }) => {
  const { run, isBusy, refusal } = useAction(RevokeSessionDocument, "SessionRevoked", [SessionsDocument]);
  const handleConfirm = async () => {
    if (await run({ id: session.id })) onClose();
  };
  return (
    <Confirm title={words.endTitle} confirm={words.end} isBusy={isBusy} refusal={refusal} onConfirm={() => void handleConfirm()} onClose={onClose}>
      {words.endWords(nameOf(session))}
    </Confirm>
  );
};

const SignOutEverywhere = ({ onClose }: { onClose: () => void }) => {
  const { run, isBusy, refusal } = useAction(SignOutEverywhereDocument, "SignedOutEverywhere");
  const client = useApolloClient();
  const navigate = useNavigate();
  const handleConfirm = async () => {
    if (!(await run({}))) return;
    await navigate(paths.signIn.link());
    await client.clearStore();
  };
  return (
    <Confirm title={words.everywhereTitle} confirm={words.everywhere} isBusy={isBusy} refusal={refusal} onConfirm={() => void handleConfirm()} onClose={onClose}>
      {words.everywhereWords}
    </Confirm>
  );
};

/** Who signs in by a program may have hundreds. */
const SHOWN_AT_FIRST = 20;

/** The one that reads this first, then the newest. */
const inOrder = (sessions: readonly Session[]): Session[] => sessions.toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent));

const SessionList = () => {
  const { data, error, refetch } = useQuery(SessionsDocument, { fetchPolicy: "cache-and-network" });
  const [ending, setEnding] = useState<Session>();
  const [isComplete, setIsComplete] = useState(false);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-16", "h-16", "h-16"]} />;
  const sessions = inOrder(data.viewer?.sessions ?? []);
  const shown = isComplete ? sessions : sessions.slice(0, SHOWN_AT_FIRST);
  return (
    <Card>
      <ul className="divide-y divide-line">
        {shown.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
        ))}
      </ul>
      {shown.length < sessions.length && (
        <div className="border-t border-line px-5 py-3">
          <Button size="small" onClick={() => setIsComplete(true)}>
            {words.more(sessions.length - shown.length)}
          </Button>
        </div>
      )}
      {ending && <EndSession session={ending} onClose={() => setEnding(undefined)} />}
    </Card>
  );
};

/** Where one is signed in, and the way to end it. */
export const SessionsPage = () => {
  const [isEverywhere, setIsEverywhere] = useState(false);
  return (
    <SettingsPage
      title={texts.parts.sessions}
      documentTitle={texts.documentTitle(texts.parts.sessions)}
      lead={words.lead}
      actions={
        <Button size="small" onClick={() => setIsEverywhere(true)}>
          {words.everywhere}
        </Button>
      }
    >
      <SessionList />
      {isEverywhere && <SignOutEverywhere onClose={() => setIsEverywhere(false)} />}
    </SettingsPage>
  );
};
