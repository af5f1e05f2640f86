import { useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useQuery } from "@/shared/apollo/use-query";
import { filterFromSearch, searchFromFilter } from "./audit-filter";
import { AuditMembersDocument } from "./audit-log.generated";
import { ACTIONS } from "./audit-words";
import { texts } from "./texts";

const words = texts.audit;

export const AuditFilterBar = () => {
  const [search, setSearch] = useSearchParams();
  const { data } = useQuery(AuditMembersDocument);
  const filter = filterFromSearch(search);
  const change = (part: typeof filter) => setSearch(searchFromFilter({ ...filter, ...part }), { replace: true });
  const members = (data?.viewer?.organization.members.edges ?? []).map(({ node }) => node.user);
  return (
    <div role="search" className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] items-end gap-3 lg:grid-cols-[1fr_1fr_auto_auto_auto]">
      <Field label={words.action}>
        {(control) => (
          <Select {...control} value={filter.action ?? ""} onChange={({ target }) => change({ action: target.value })}>
            <option value="">{words.anything}</option>
            {ACTIONS.map(([action, label]) => (
              <option key={action} value={action}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.person}>
        {(control) => (
          <Select {...control} value={filter.userId ?? ""} onChange={({ target }) => change({ userId: target.value })}>
            <option value="">{words.anybody}</option>
            {members.map(({ id, displayName, email }) => (
              <option key={id} value={id}>
                {displayName || email}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.since}>
        {(control) => <Input {...control} type="date" value={filter.since ?? ""} max={filter.until} onChange={({ target }) => change({ since: target.value })} />}
      </Field>
      <Field label={words.until}>
        {(control) => <Input {...control} type="date" value={filter.until ?? ""} min={filter.since} onChange={({ target }) => change({ until: target.value })} />}
      </Field>
      <Button disabled={Object.keys(filter).length === 0} onClick={() => setSearch({}, { replace: true })}>
        {words.clear}
      </Button>
    </div>
  );
};
