import activity from "../messages/pt-BR/activity.json";
import apiKeys from "../messages/pt-BR/api-keys.json";
import auth from "../messages/pt-BR/auth.json";
import buy from "../messages/pt-BR/buy.json";
import common from "../messages/pt-BR/common.json";
import crash from "../messages/pt-BR/crash.json";
import errors from "../messages/pt-BR/errors.json";
import exportsWords from "../messages/pt-BR/exports.json";
import inbox from "../messages/pt-BR/inbox.json";
import mail from "../messages/pt-BR/mail.json";
import notifications from "../messages/pt-BR/notifications.json";
import overview from "../messages/pt-BR/overview.json";
import purchases from "../messages/pt-BR/purchases.json";
import rates from "../messages/pt-BR/rates.json";
import reconciliation from "../messages/pt-BR/reconciliation.json";
import settings from "../messages/pt-BR/settings.json";
import shell from "../messages/pt-BR/shell.json";
import team from "../messages/pt-BR/team.json";
import terms from "../messages/pt-BR/terms.json";
import usage from "../messages/pt-BR/usage.json";
import workspaces from "../messages/pt-BR/workspaces.json";
import type { MessageOverrides } from "./overrides";

export const ptBR: MessageOverrides = {
  activity,
  "api-keys": apiKeys,
  auth,
  buy,
  common,
  crash,
  errors,
  exports: exportsWords,
  inbox,
  mail,
  notifications,
  overview,
  purchases,
  rates,
  reconciliation,
  settings,
  shell,
  team,
  terms,
  usage,
  workspaces,
};
