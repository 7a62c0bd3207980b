import { html } from "../../shared/pages/html";
import type { Pages } from "../pages/page";
import { consolePage, momentInWords } from "./frame";

export const overviewPages: Pages = {
  "GET /_sandbox": async ({ house, address }) => {
    const { sql, surroundings } = house;
    const kinds = await sql<{ kind: string; count: number }[]>`
      select kind, count(*)::int from stripe_sandbox.objects group by kind order by kind`;
    const [post] = await sql<{ waiting: number; failed: number }[]>`
      select count(*) filter (where state = 'pending')::int as waiting,
        count(*) filter (where state = 'failed')::int as failed from stripe_sandbox.deliveries`;
    const rows = kinds.map(
      ({ kind, count }) =>
        html`<li><a href="/_sandbox/objects?kind=${kind}">${kind}</a> <span class="quiet">${count}</span></li>`,
    );
    const body = html`<h1>Sandbox</h1>
<dl class="facts">
<div><dt>Its time</dt><dd>${momentInWords(house.now())} UTC</dd></div>
<div><dt>API</dt><dd>http://${address}</dd></div>
<div><dt>Pages</dt><dd>${surroundings.publicUrl}</dd></div>
<div><dt>Key</dt><dd>Any that begins with <code>sk_test_</code>, as in <code>sk_test_sandbox</code>; live keys are refused</dd></div>
<div><dt>Deliveries</dt><dd><a href="/_sandbox/deliveries?state=pending">${post?.waiting ?? 0} waiting</a>, <a href="/_sandbox/deliveries?state=failed">${post?.failed ?? 0} given up</a></dd></div>
</dl>
<h2>Use it</h2>
<pre class="json" tabindex="0">${useOf(address)}</pre>
<h2>What it knows</h2>
${rows.length ? html`<ul class="kinds">${rows}</ul>` : html`<p class="quiet">Nothing has been made yet.</p>`}`;
    return consolePage("/_sandbox", "Sandbox", body);
  },
};

function useOf(address: string): string {
  const { hostname, port } = new URL(`http://${address}`);
  return `new Stripe("sk_test_sandbox", { host: "${hostname}", port: ${port || 80}, protocol: "http" });`;
}
