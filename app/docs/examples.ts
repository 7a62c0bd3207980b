import { operations } from "@/app/_api/operations";
import { sampleId } from "@/app/_words/sample-id";

const to = "+244923000000";
const funds = { plan: 0, promo: 0, wallet: 1, number: 0 };

/** What the quick start sends and is answered with; the ids are new each time, so that trying it charges. */
export function quickStartExamples() {
  const first = { id: sampleId("msg"), channel: "sms", to };
  const charged = { status: "charged", credits: 1, funds, balance: 4999 };
  const second = { id: sampleId("msg"), channel: "sms", to };
  const call = { id: sampleId("call"), channel: "voice", to, seconds: 95 };
  return {
    balance: operations.find(({ id }) => id === "readCredits")?.example.answer,
    message: { body: first, answer: { id: first.id, ...charged } },
    again: { answer: { id: first.id, status: "duplicate", first: charged } },
    refusal: { answer: refusalOf(second.id) },
    batch: {
      body: { events: [second, call, first] },
      answer: {
        events: [
          { id: second.id, ...charged, balance: 4998 },
          { id: call.id, status: "charged", credits: 8, funds: { ...funds, wallet: 8 }, balance: 4990 },
          { id: first.id, status: "duplicate", first: charged },
        ],
        balance: 4990,
      },
    },
  };
}

function refusalOf(id: string) {
  const code = "insufficient_credits";
  const message = "There are not enough credits for this.";
  return {
    error: { code, message, request_id: "req_01m7zpppjxes6ajmz2h0s45brs" },
    id,
    status: "refused",
    code,
    short_by: 0.5,
    limit: null,
    resets_at: null,
    balance: 0.5,
  };
}

/** A recipient's refused messages of a month. */
export const searchPath = "/v1/usage?q=%2B244923000000&status=refused&from=2026-06-01&to=2026-06-30";

export const malformed = {
  error: {
    code: "invalid",
    message: "Use 1 or more.",
    param: "events[3].parts",
    request_id: "req_01m7zpppjxes6ajmz2h0s45brs",
  },
};
