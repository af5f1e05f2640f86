import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { EmailForm } from "./email-form";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { ProfileDocument } from "./profile.generated";
import { SettingsPage } from "./settings-card";
import { texts } from "./texts";

const Forms = () => {
  const { data, error, refetch } = useQuery(ProfileDocument);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data?.viewer) return <SkeletonPage blocks={["h-44", "h-56", "h-56"]} />;
  const { user, hasPassword } = data.viewer;
  return (
    <>
      <NameForm name={user.displayName} />
      <EmailForm email={user.email} hasPassword={hasPassword === true} />
      <PasswordForm hasPassword={hasPassword === true} />
    </>
  );
};

/** One's own name, e-mail address and password. */
export const ProfilePage = () => (
  <SettingsPage title={texts.parts.profile} documentTitle={texts.documentTitle(texts.parts.profile)} lead={texts.profile.lead}>
    <Forms />
  </SettingsPage>
);
