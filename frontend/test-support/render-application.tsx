import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { MemoryRouter, useLocation } from "react-router";
import { inject } from "vitest";
import { createApplication } from "@/app/application";
import { createMemoryLink } from "./memory-link";
import { MemoryService } from "./memory-service";

export const createService = (): MemoryService => new MemoryService(inject("schemaText"));

/** The whole application at an address, over a service in memory, with its real router, cache and links. */
export const renderApplication = (address: string, service: MemoryService) => {
  let current = address;
  const Watch = () => {
    const { pathname, search } = useLocation();
    current = pathname + search;
    return null;
  };
  const Router = ({ children }: { children: ReactNode }) => (
    <MemoryRouter initialEntries={[address]}>
      <Watch />
      {children}
    </MemoryRouter>
  );
  const view = render(createApplication(createMemoryLink(service), Router).element);
  return { ...view, user: userEvent.setup(), currentAddress: () => current };
};
