import { describe, expect, test } from "vitest";
import { wordTroubles } from "./messages";
import { projectWith } from "./tree/temporary";

type Languages = { en: object; pt?: object; id?: object; "pt-BR"?: object };

function judge(
  languages: Languages,
  files: Record<string, string> = { "app/page.tsx": 'const used = t("team.hello");' },
) {
  const { en, pt = en, id = en, "pt-BR": ptBR = {} } = languages;
  const catalogues = Object.entries({ en, pt, id, "pt-BR": ptBR }).map(([locale, tree]) => [
    `lib/i18n/messages/${locale}/team.json`,
    JSON.stringify(tree),
  ]);
  const refusals = ["en", "pt", "id", "pt-BR"].map((locale) => [`lib/i18n/messages/${locale}/errors.json`, "{}"]);
  return wordTroubles(projectWith({ ...Object.fromEntries([...catalogues, ...refusals]), ...files }), ["team.later"]);
}

const hello = { hello: "Hello {name}, you have {n, plural, one {# credit} other {# credits}}." };

test("languages that say the same are left alone", () => {
  expect(
    judge({
      en: hello,
      pt: { hello: "Olá {name}, tem {n, plural, =0 {# créditos} one {# crédito} other {# créditos}}." },
      id: { hello: "Halo {name}, Anda punya {n} kredit." },
      "pt-BR": { hello: "Oi {name}, você tem {n} créditos." },
    }),
  ).toEqual([]);
});

describe("a gap between languages is seen", () => {
  test.each([
    ["a missing sentence", { en: hello, pt: {} }, "pt team.hello: is missing."],
    ["a sentence English does not have", { en: hello, id: { ...hello, bye: "Dah" } }, "id team.bye: is not in en."],
    ["an override of nothing", { en: hello, "pt-BR": { bye: "Tchau" } }, "pt-BR team.bye: is not in en."],
    ["a value left out", { en: hello, id: { hello: "Anda punya {n} kredit." } }, "needs (n), but en needs (n, name)"],
    ["a value misspelt", { en: hello, id: { hello: "{nama} {n}" } }, "needs (n, nama)"],
    ["a tag lost", { en: { hello: "<b>Hi</b>" }, pt: { hello: "Oi" }, id: { hello: "<b>Hai</b>" } }, "needs (<b>)"],
    [
      "a case lost",
      { en: { hello: "{x, select, a {1} other {2}}" }, id: { hello: "{x, select, other {2}}" } },
      "x: other",
    ],
    ["a message that cannot be read", { en: hello, id: { hello: "{name {n}" } }, "id team.hello: Expected"],
    ["an empty sentence", { en: hello, id: { hello: " " } }, "is empty"],
    ["a cheering sentence", { en: { hello: "Saved successfully!" } }, "is not our tone"],
  ] as [string, Languages, string][])("%s", (_name, languages, complaint) => {
    expect(judge(languages).join("\n")).toContain(complaint);
  });
});

describe("a sentence nobody says is seen", () => {
  const tree = { hello: "Hello", roles: { owner: "Owner", viewer: "Viewer" } };
  const every = ["en team.hello", "en team.roles.owner", "en team.roles.viewer"];
  const lost = (source: string) => judge({ en: tree }, { "app/page.tsx": source }).map((line) => line.split(":")[0]);

  test.each([
    ["when no file names it", "", every],
    ["when another namespace says that name", 'useT("shell")("hello");', every],
    ["unless it is said in full", 't("team.hello"); t("team.roles.owner"); t("team.roles.viewer");', []],
    ["unless its namespace and name are said", 'useT("team")("hello"); `roles.${role}`;', []],
    ["unless everything below it is handed out", 'useT("team").raw("roles"); t("hello");', []],
  ])("%s", (_name, source, expected) => {
    expect(lost(source)).toEqual(expected);
  });

  test("but words settled ahead of their page may wait", () => {
    expect(judge({ en: { ...hello, later: { pay: "Pay {total}" } } })).toEqual([]);
  });
});

test("a refusal without a sentence is seen", () => {
  const files = { "app/page.tsx": 't("team.hello")', "lib/team/x.ts": 'throw new AppError("gone", "vanished_key");' };
  expect(judge({ en: hello }, files)).toEqual([
    'lib/team/x.ts: refuses with "vanished_key", which errors.json does not say.',
  ]);
});

describe("text written into a page is seen", () => {
  const page = (markup: string) =>
    judge({ en: hello }, { "app/page.tsx": `t("team.hello"); export const P = () => ${markup};` });

  test.each([
    ["as words between tags", "<p>Hello</p>"],
    ["in a fragment", "<>Saldo</>"],
    ["as a quoted value", '<p>{"Hello"}</p>'],
    ["in a condition", '<p>{paid ? "Paid" : null}</p>'],
    ["behind a condition", '<p>{paid && "Paid"}</p>'],
    ["inside a template", "<p>{`${n} credits`}</p>"],
    ["as the name of a control", '<button aria-label="Close" />'],
    ["as a placeholder", '<input placeholder={"Search"} />'],
    ["as a picture's words", '<img alt="A chart" />'],
    ["in another alphabet", "<p>Привет</p>"],
  ])("%s", (_name, markup) => {
    expect(page(markup).join("\n")).toContain("app/page.tsx:1:");
  });

  test("as the title of a page", () => {
    const files = { "app/page.tsx": 't("team.hello"); export const metadata = { title: "Overview" };' };
    expect(judge({ en: hello }, files)).toHaveLength(1);
  });

  test.each([
    ["signs and figures", "<p> · {n} — 100 % </p>"],
    ["keys of a keyboard", "<kbd>Ctrl K</kbd>"],
    ["programs", "<code>curl</code>"],
    ["what only machines read", '<p className="text-ink" role="status" data-kind="x">{t("hello")}</p>'],
    ["empty alternatives", '<img alt="" />'],
  ])("but not %s", (_name, markup) => {
    expect(page(markup)).toEqual([]);
  });
});
