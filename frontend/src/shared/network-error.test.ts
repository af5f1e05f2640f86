// @vitest-environment node
import { ServerError } from "@apollo/client";
import { expect, it } from "vitest";
import { describeError } from "./network-error";

const answered = (status: number) => new ServerError("no", { response: new Response(null, { status }), bodyText: "" });

it.each([
  [413, { title: "That is too long", hint: "The server takes no request of this size; send a shorter text." }],
  [500, { title: "Something went wrong", hint: "The server answered with status 500." }],
  [502, { title: "The server does not answer", hint: "Check that Skyt is running and that this computer is connected, then try again." }],
])("tells what an answer with status %i means", (status, words) => {
  expect(describeError(answered(status))).toEqual(words);
});
