import { missingRoute } from "@/app/_gate/api-route";

const answer = missingRoute("/v1/[[...missing]]");

export const GET = answer;
export const HEAD = answer;
export const POST = answer;
export const PUT = answer;
export const PATCH = answer;
export const DELETE = answer;
export const OPTIONS = answer;
