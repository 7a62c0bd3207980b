import { describe, expect, test } from "vitest";
import { brokenArrows } from "./arrows";
import { projectWith } from "./tree/temporary";

const judge = (files: Record<string, string>) => brokenArrows(projectWith(files));
const serverOnly = 'import "server-only";\n';

describe("an arrow that points the wrong way is seen", () => {
  test.each([
    ["app asking the database", "app/w/page.tsx", 'import { database } from "@/db";'],
    ["app building queries", "app/w/page.tsx", 'import { eq } from "drizzle-orm";'],
    ["app loading a table lazily", "app/w/page.tsx", 'const { users } = await import("@/db/schema/identity");'],
    [
      "a route reaching into another",
      "app/w/team/page.tsx",
      'import { signOut } from "@/app/(public)/sign-in/actions";',
    ],
    ["a route reaching into its neighbour", "app/w/team/page.tsx", 'import { balance } from "../overview/balance";'],
    [
      "a route reaching into what others share",
      "app/w/team/page.tsx",
      'import { Sheet } from "@/app/v1/_sheet/sheet";',
    ],
    ["Stripe outside its folder", "lib/purchases/start.ts", 'import Stripe from "stripe";'],
    ["lib reading cookies", "lib/auth/session.ts", 'import { cookies } from "next/headers";'],
    ["lib sending people elsewhere", "lib/auth/session.ts", 'import { redirect } from "next/navigation";'],
    ["lib importing a route", "lib/team/invite.ts", 'import { openPage } from "@/app/_gate/page";'],
    [
      "lib importing what is drawn",
      "lib/team/invite.ts",
      'import type { FormState } from "@/components/forms/form-state";',
    ],
    ["the ledger calling a feature", "lib/ledger/post.ts", 'import { alert } from "@/lib/alerts/raise";'],
    [
      "the ledger calling a feature by a relative path",
      "lib/ledger/post.ts",
      'import { alert } from "../alerts/raise";',
    ],
    ["purchases calling uphill", "lib/purchases/start.ts", 'import { meter } from "../metering/meter";'],
    ["the sandbox using the product", "sandbox/stripe/main.ts", 'import { minorDigits } from "../../lib/money";'],
    ["the product using the sandbox", "lib/mail/send.ts", 'export { start } from "@/sandbox/inbox/smtp";'],
    ["components asking the database", "components/ui/list.tsx", 'import type { Db } from "@/db";'],
    ["components calling a verb", "components/ui/list.tsx", 'import { invite } from "@/lib/team/invite";'],
    [
      "a browser loading more than types",
      "app/w/form.tsx",
      '"use client";\nimport { schema } from "@/lib/team/schema";',
    ],
    ["a rule with a database", "lib/alerts/thresholds.ts", `${serverOnly}import { database } from "@/db";`],
    ["a rule with a clock", "lib/alerts/decide.ts", "export const late = (at: number) => Date.now() > at;"],
    ["a rule with a network", "lib/metering/rate.ts", 'export const rates = () => fetch("https://example.com");'],
    ["a server file that does not say so", "lib/team/data.ts", 'import { database } from "@/db";'],
    ["a fence that is not first", "lib/team/data.ts", `import { env } from "@/lib/env";\n${serverOnly}`],
    ["a barrel", "lib/team/index.ts", 'export * from "./data";'],
    ["text without a locale", "components/ui/total.tsx", "export const text = (n: number) => n.toLocaleString();"],
    ["a float", "lib/purchases/price.ts", "export const price = (text: string) => Number.parseFloat(text);"],
    ["a verb reading the clock", "lib/team/remove.ts", "export const removed = () => ({ at: new Date() });"],
  ])("%s", (_name, path, text) => {
    const complaints = judge({ [path]: text });
    expect(complaints).not.toEqual([]);
    for (const complaint of complaints) expect(complaint).toContain(path);
  });
});

test("arrows that point the right way are left alone", () => {
  const complaints = judge({
    "app/w/page.tsx": 'import { members } from "@/lib/team/data";\nimport { List } from "@/components/ui/list";',
    "app/w/team/page.tsx":
      'import { openPage } from "@/app/_gate/page";\nimport { Frame } from "../_frame/frame";\nimport { Facts } from "../facts";',
    "app/w/form.tsx":
      '"use client";\nimport type { Role } from "@/lib/gate/permissions";\nimport { formatter } from "@/lib/format";',
    "components/ui/list.tsx":
      'import type { Member } from "@/lib/team/data";\nimport { type Formatter, formatter } from "@/lib/format";',
    "db/index.ts": 'import postgres from "postgres";',
    "lib/team/data.ts": `${serverOnly}import { database } from "@/db";\nimport { post } from "../ledger/post";`,
    "lib/team/data.test.ts": 'import { database } from "@/db";\nconst now = new Date();',
    "lib/team/types.ts": 'import type { Db } from "@/db";\nexport const day = (ms: number) => new Date(ms);',
    "lib/ledger/post.ts": `${serverOnly}import { database } from "@/db";\nimport { recipe } from "./recipes";\nimport { parseMoney } from "../money";`,
    "lib/metering/meter.ts": 'import { raise } from "@/lib/alerts/raise";\nimport { post } from "@/lib/ledger/post";',
    "lib/money.ts": 'import { scaledToDecimal } from "./decimal";',
    "lib/stripe/client.ts": 'import Stripe from "stripe";',
    "sandbox/inbox/main.ts": 'import { read } from "./read-mail";\nimport { createServer } from "node:http";',
  });
  expect(complaints).toEqual([]);
});
