import { Link, useSearchParams } from "react-router";
import { Notice } from "@/components/ui/notice";
import { useQuery } from "@/shared/apollo/use-query";
import { paths, safeReturnTo } from "@/shared/paths";
import { Aside, Entrance } from "./entrance";
import { OrLine, ProviderButtons } from "./provider-buttons";
import { SignInOptionsDocument } from "./session.generated";
import { SignInForm } from "./sign-in-form";
import { demoAccount, texts } from "./texts";

const isOwnComputer = () => ["localhost", "127.0.0.1", "[::1]"].includes(window.location.hostname);

const DemoHint = () => (
  <p className="text-center text-xs leading-relaxed text-ink-muted">
    {texts.demo} <code className="font-mono text-ink">{demoAccount.command}</code>
    {texts.demoSignIn} <code className="font-mono text-ink">{demoAccount.email}</code> {texts.demoPassword} <code className="font-mono text-ink">{demoAccount.password}</code>.
  </p>
);

/** Every way in that this server knows: its providers, and e-mail address and password. */
export const SignInPage = () => {
  const [search] = useSearchParams();
  const { data } = useQuery(SignInOptionsDocument);
  const returnTo = safeReturnTo(search.get("returnTo"));
  const refused = texts.refused[search.get("refused") ?? ""];
  const { providers = [], registration = false } = data?.signInOptions ?? {};
  return (
    <Entrance
      documentTitle={texts.documentTitle}
      title={texts.title}
      lead={returnTo === paths.dashboard.link() ? texts.lead : texts.goOn}
      below={
        <>
          {registration && (
            <Aside>
              {texts.noAccount}{" "}
              <Link to={paths.register.link(returnTo)} className="font-medium text-accent-strong underline-offset-4 hover:underline">
                {texts.create}
              </Link>
            </Aside>
          )}
          {isOwnComputer() && <DemoHint />}
        </>
      }
    >
      {refused && (
        <Notice tone="bad" className="mb-4">
          {refused}
        </Notice>
      )}
      {providers.length > 0 && (
        <>
          <ProviderButtons providers={providers} returnTo={returnTo} />
          <OrLine />
        </>
      )}
      <SignInForm returnTo={returnTo} />
    </Entrance>
  );
};

SignInPage.asks = [SignInOptionsDocument];
