import { expect, it } from "vitest";
import { addressOf } from "./reference";

it.each([
  ["CWE-95", "https://cwe.mitre.org/data/definitions/95.html"],
  ["PEP 8, Maximum Line Length", "https://peps.python.org/pep-0008/"],
  ["PEP 476", "https://peps.python.org/pep-0476/"],
  ["RFC 8259, section 9", "https://www.rfc-editor.org/rfc/rfc8259#section-9"],
  ["RFC 6151", "https://www.rfc-editor.org/rfc/rfc6151"],
  ["https://example.org/rule", "https://example.org/rule"],
  ["MISRA C:2012 Rule 15.5", undefined],
  ["OWASP Top 10:2021 A03 Injection", undefined],
  ["see CWE-95", undefined],
  ["javascript:alert(1)", undefined],
])("%s leads to %s", (text, address) => expect(addressOf(text)).toBe(address));
