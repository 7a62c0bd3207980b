import { cookiesOf, expect, test } from "./fixtures";
import { places } from "./places";

// Where a part comes late, the framework leaves a mark and a script puts the part there.
const leftOut = /<template id="B:/;

test("every page stands whole in its document: nothing waits for a script to put it there", async ({ request }) => {
  for (const { name, path, who } of places) {
    if (who === "newcomer") continue;
    const cookie = who ? cookiesOf(who).map((one) => `${one.name}=${one.value}`) : [];
    const answer = await request.get(path, { headers: { cookie: cookie.join("; ") } });
    const page = await answer.text();
    expect(page, name).toMatch(/<h1/);
    expect(page, name).not.toMatch(leftOut);
  }
});
