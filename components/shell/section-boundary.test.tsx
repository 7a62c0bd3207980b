import { renderToReadableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { Section } from "./section";
import { SectionBoundary } from "./section-boundary";

const labels = {
  title: "This part could not be loaded",
  body: "The rest of the page is up to date.",
  retry: "Try again",
  reference: "Reference",
  copy: "Copy the reference",
  copied: "Copied",
};

async function Late({ words }: { words: string }) {
  await Promise.resolve();
  return <p>{words}</p>;
}

async function Broken(): Promise<never> {
  throw new Error("the table is gone");
}

test("a section that breaks leaves its heading and the other sections where they are", async () => {
  const broken: unknown[] = [];
  const stream = await renderToReadableStream(
    <>
      <p>The hero</p>
      <Section title="Changes">
        <SectionBoundary labels={labels} skeleton={<p>skeleton of changes</p>}>
          <Broken />
        </SectionBoundary>
      </Section>
      <Section title="People">
        <SectionBoundary labels={labels} skeleton={<p>skeleton of people</p>}>
          <Late words="Ana Silva" />
        </SectionBoundary>
      </Section>
    </>,
    { onError: (error) => void broken.push(error) },
  );
  await stream.allReady;
  const html = await new Response(stream).text();
  for (const words of ["The hero", "Changes", "skeleton of changes", "People", "Ana Silva"]) {
    expect(html).toContain(words);
  }
  expect(html).not.toContain("skeleton of people");
  expect(broken).toMatchObject([{ message: "the table is gone" }]);
});
