import { type Html, html } from "./html";

/** What was typed into a form that is shown again, and what is wrong with it. */
export type Typed = { values: URLSearchParams; problems: ReadonlyMap<string, string>; refusal?: string };

export const untouched: Typed = { values: new URLSearchParams(), problems: new Map() };

type Field = {
  name: string;
  label: string;
  type?: "text" | "email" | "tel" | "date";
  autocomplete?: string;
  numeric?: boolean;
  hint?: string;
  value?: string | null;
  /** What must not stand in a page again: the number of a card. */
  forgets?: boolean;
  place?: string;
  /** Tells fields of one name apart when a page has several forms. */
  owner?: string;
};

export function field(typed: Typed, given: Field): Html {
  const {
    name,
    label,
    type = "text",
    autocomplete = "off",
    numeric = false,
    hint,
    value,
    forgets,
    place,
    owner = "",
  } = given;
  const id = name + owner;
  const problem = typed.problems.get(name);
  const shown = forgets ? "" : (typed.values.get(name) ?? value ?? "");
  const about = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return html`<div class="field ${place}">
<label for="${id}">${label}</label>
<input id="${id}" name="${name}" type="${type}" value="${shown}" autocomplete="${autocomplete}" inputmode="${
    numeric ? "numeric" : "text"
  }" aria-invalid="${String(Boolean(problem))}" aria-describedby="${about}">
${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
${problem && html`<p class="problem" id="${id}-problem">${problem}</p>`}
</div>`;
}

export type Option = readonly [value: string, label: string];

export function selection(
  typed: Typed,
  name: string,
  label: string,
  options: readonly Option[],
  chosen = "",
  owner = "",
): Html {
  const id = name + owner;
  const value = typed.values.get(name) ?? chosen;
  const listed = options.map(
    ([key, words]) => html`<option value="${key}"${key === value && html` selected`}>${words}</option>`,
  );
  const problem = typed.problems.get(name);
  return html`<div class="field">
<label for="${id}">${label}</label>
<select id="${id}" name="${name}" aria-invalid="${String(Boolean(problem))}" aria-describedby="${problem && `${id}-problem`}">${listed}</select>
${problem && html`<p class="problem" id="${id}-problem">${problem}</p>`}
</div>`;
}

export function tickBox(typed: Typed, name: string, label: string): Html {
  const ticked = typed.values.get(name) === "on";
  return html`<label class="tick"><input type="checkbox" name="${name}" value="on"${
    ticked && html` checked`
  }> <span>${label}</span></label>`;
}

/** Said at the head of a form, where it is read first; each line leads to its field. */
export function refusalNote({ refusal, problems }: Typed, owner = ""): Html | null {
  const lines = [...problems].map(([name, words]) => html`<li><a href="#${name}${owner}">${words}</a></li>`);
  if (refusal === undefined && lines.length === 0) return null;
  return html`<div class="refusal" role="alert" tabindex="-1" autofocus>
${refusal === undefined ? html`<p><strong>There is a problem</strong></p>` : html`<p>${refusal}</p>`}
${lines.length > 0 && html`<ul>${lines}</ul>`}</div>`;
}

export function saved(words: string | null | undefined | false): Html | null {
  return words ? html`<p class="done" role="status">${words}</p>` : null;
}
