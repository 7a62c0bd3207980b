import { field, refusalNote, type Typed, untouched } from "../../../shared/pages/fields";
import { type Html, html } from "../../../shared/pages/html";
import { sendTo, show } from "../../../shared/pages/sheet";
import { invalid, missing } from "../../http/failure";
import { wholeAddress } from "../../operations/members";
import { addTaxId } from "../../operations/tax-ids";
import { listAll } from "../../store/list";
import { readingUnit } from "../../store/run-unit";
import { attempt } from "../attempt";
import { buttonForm, form, type Pages, type Visit } from "../page";
import { readTaxId, taxIdFields, taxIdInWords } from "../tax-id";
import { forbid, homeOf, type Portal, portalChange, portalOf } from "./session";

const addressParts = [
  ["line1", "Street and number", "address-line1"],
  ["line2", "More of the address", "address-line2"],
  ["postal_code", "Postal code", "postal-code"],
  ["city", "City", "address-level2"],
  ["state", "Province", "address-level1"],
  ["country", "Country (two letters)", "country"],
] as const;

export const detailPages: Pages = {
  "GET /p/session/{}/details": (visit) => detailsPage(visit, untouched),

  "POST /p/session/{}/details": async (visit) => {
    const { failure } = await attempt(visit.house, async (unit) => save(await portalOf(unit, visit), visit.form));
    if (!failure) return sendTo(`${homeOf(visit)}?done=details`);
    const { param } = failure.details;
    if (!param) throw failure;
    return detailsPage(visit, { values: visit.form, problems: new Map([[param, failure.message]]) }, 422);
  },

  "POST /p/session/{}/tax-ids/{}/remove": (visit) =>
    portalChange(visit, "details", async ({ unit, customer, features }) => {
      forbid(allows(features, "tax_id"));
      const taxId = await unit.get("tax_id", visit.ids[1] ?? "");
      if (taxId.customer !== customer.id) throw missing("tax_id", taxId.id);
      unit.announce("customer.tax_id.deleted", taxId);
      unit.remove(taxId);
      return null;
    }),
};

type Allowed = "address" | "email" | "name" | "phone" | "tax_id";

function allows({ customer_update: update }: Portal["features"], what: Allowed): boolean {
  return update.enabled && update.allowed_updates.some((allowed) => allowed === what);
}

async function save({ unit, customer, features }: Portal, sent: URLSearchParams): Promise<void> {
  forbid(features.customer_update.enabled);
  const word = (name: string) => (sent.get(name) ?? "").trim() || null;
  if (allows(features, "name")) customer.name = word("name");
  if (allows(features, "phone")) customer.phone = word("phone");
  if (allows(features, "email")) {
    const email = word("email");
    if (!email || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalid("This is not an e-mail address.", "email");
    customer.email = email;
  }
  if (allows(features, "address")) {
    const country = word("country")?.toUpperCase() ?? null;
    if (country && !/^[A-Z]{2}$/.test(country)) throw invalid("Write the country in two letters, as in PT.", "country");
    const given = Object.fromEntries(addressParts.map(([name]) => [name, word(name) ?? undefined]));
    customer.address = wholeAddress({ ...given, country: country ?? undefined });
  }
  unit.announceChange("customer.updated", customer);
  if (!allows(features, "tax_id")) return;
  const { taxId, problem } = readTaxId(sent);
  if (problem) throw invalid(problem, "tax_id");
  if (taxId) addTaxId(unit, customer.id, taxId);
}

async function detailsPage(visit: Visit, typed: Typed, status = 200) {
  const { customer, features, token } = await portalOf(readingUnit(visit.house), visit);
  forbid(features.customer_update.enabled);
  const { address } = customer;
  const body = html`<section class="card"><h1>Billing details</h1>${form(
    visit,
    `/p/session/${token}/details`,
    html`${refusalNote(typed)}
${allows(features, "name") && field(typed, { name: "name", label: "Name", autocomplete: "name", value: customer.name })}
${allows(features, "email") && field(typed, { name: "email", label: "E-mail", type: "email", autocomplete: "email", value: customer.email })}
${allows(features, "phone") && field(typed, { name: "phone", label: "Phone", type: "tel", autocomplete: "tel", value: customer.phone })}
${allows(features, "address") && html`<fieldset><legend>Address</legend>${addressParts.map(([name, label, autocomplete]) => field(typed, { name, label, autocomplete, value: address?.[name] }))}</fieldset>`}
${allows(features, "tax_id") && html`<fieldset><legend>Add a tax id</legend>${taxIdFields(typed)}</fieldset>`}
<button class="pay">Save</button><p class="way-back"><a href="${homeOf(visit)}">Back without a change</a></p>`,
  )}</section>`;
  return show("Billing details", body, status);
}

export async function detailsSection(visit: Visit, { unit, customer, features, token }: Portal): Promise<Html> {
  const { line1, line2, postal_code, city, state, country } = customer.address ?? {};
  const facts: [string, string | null | undefined][] = [
    ["Name", customer.name],
    ["E-mail", customer.email],
    ["Phone", customer.phone],
    ["Address", [line1, line2, postal_code, city, state, country].filter(Boolean).join(", ")],
  ];
  const taxIds = allows(features, "tax_id") ? await listAll(unit, "tax_id", { customer: customer.id }) : [];
  const rows = taxIds.map(
    ({
      id,
      type,
      value,
    }) => html`<li><div><strong>${value}</strong> <span class="quiet">${taxIdInWords(type)}</span></div>
<div class="row-actions">${buttonForm(visit, `/p/session/${token}/tax-ids/${id}/remove`, "Remove", "link", value)}</div></li>`,
  );
  return html`<section class="card" aria-labelledby="details"><h2 id="details">Billing details</h2>
<dl class="facts">${facts.map(([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${rows.length > 0 && html`<ul class="rows">${rows}</ul>`}
<p><a class="button second" href="${homeOf(visit)}/details">Change the details</a></p></section>`;
}
