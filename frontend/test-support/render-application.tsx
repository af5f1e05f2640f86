import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter } from "react-router";
import { inject } from "vitest";
import { createApplication } from "@/app/application";
import { createMemoryLink } from "./memory-link";
import { MemoryService } from "./memory-service";

export const createService = (): MemoryService => new MemoryService(inject("schemaText"));

/** The whole application at an address, over a service in memory, with its real router, cache and links. */
export const renderApplication = (address: string, service: MemoryService) => {
  let router: ReturnType<typeof createMemoryRouter> | undefined;
  const view = render(
    createApplication(createMemoryLink(service), (routes) => {
      router = createMemoryRouter(routes, { initialEntries: [address] });
      return router;
    }),
  );
  const currentAddress = () => `${router?.state.location.pathname}${router?.state.location.search}`;
  return { ...view, user: userEvent.setup(), currentAddress };
};
