import { useApolloClient, useMutation } from "@apollo/client/react";
import { type FormEvent, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Mark } from "@/components/ui/mark";
import { Notice } from "@/components/ui/notice";
import { faultsByField } from "@/shared/faults";
import { describeError } from "@/shared/network-error";
import { safeReturnTo } from "@/shared/paths";
import { SignInDocument, type SignInMutation } from "./session.generated";
import { demoAccount, texts } from "./texts";

type Problem = Exclude<SignInMutation["signIn"], { __typename: "SignedIn" }>;

const FIELDS = ["email", "password"] as const;
const isOwnComputer = () => ["localhost", "127.0.0.1", "[::1]"].includes(window.location.hostname);

const DemoHint = () => (
  <p className="text-center text-xs leading-relaxed text-ink-muted">
    {texts.demo} <code className="font-mono text-ink">{demoAccount.command}</code>{texts.demoSignIn} <code className="font-mono text-ink">{demoAccount.email}</code> {texts.demoPassword}{" "}
    <code className="font-mono text-ink">{demoAccount.password}</code>.
  </p>
);

const useSignIn = () => {
  const [signIn, { loading }] = useMutation(SignInDocument);
  const [problem, setProblem] = useState<Pick<Problem, "message" | "hint"> & Partial<Problem>>();
  const client = useApolloClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();

  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setProblem(undefined);
    try {
      const { data } = await signIn({ variables: { input: { email: String(form.get("email")), password: String(form.get("password")) } } });
      if (data?.signIn.__typename !== "SignedIn") return setProblem(data?.signIn);
      await client.clearStore();
      await navigate(safeReturnTo(search.get("returnTo")), { replace: true });
    } catch (error) {
      const { title, hint } = describeError(error);
      setProblem({ message: title, hint });
    }
  };
  return { handleSubmit, loading, problem };
};

export const SignInPage = () => {
  const { handleSubmit, loading, problem } = useSignIn();
  const { fields, rest } = faultsByField(problem && "faults" in problem ? (problem.faults ?? []) : [], FIELDS);
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <title>{texts.documentTitle}</title>
      <div className="grid w-full max-w-sm gap-6">
        <div className="grid justify-items-center gap-3 text-center">
          <Mark className="size-11" />
          <h1 className="text-xl font-semibold tracking-tight">{texts.title}</h1>
          <p className="text-[13px] text-balance text-ink-muted">{texts.lead}</p>
        </div>
        <Card className="p-6">
          <form onSubmit={handleSubmit} className="grid gap-4" noValidate>
            {problem && (
              <Notice tone="bad">
                <strong className="font-semibold">{problem.message}</strong>
                {[problem.hint, ...rest].filter(Boolean).map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </Notice>
            )}
            <Field label={texts.email} faults={fields.email}>
              {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
            </Field>
            <Field label={texts.password} faults={fields.password}>
              {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
            </Field>
            <Button type="submit" variant="primary" size="large" disabled={loading} className="mt-1">
              {loading ? texts.submitting : texts.submit}
            </Button>
          </form>
        </Card>
        {isOwnComputer() && <DemoHint />}
      </div>
    </main>
  );
};
