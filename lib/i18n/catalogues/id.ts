import activity from "../messages/id/activity.json";
import api from "../messages/id/api.json";
import apiKeys from "../messages/id/api-keys.json";
import auth from "../messages/id/auth.json";
import buy from "../messages/id/buy.json";
import cards from "../messages/id/cards.json";
import common from "../messages/id/common.json";
import crash from "../messages/id/crash.json";
import docs from "../messages/id/docs.json";
import errors from "../messages/id/errors.json";
import exportsWords from "../messages/id/exports.json";
import inbox from "../messages/id/inbox.json";
import invoices from "../messages/id/invoices.json";
import mail from "../messages/id/mail.json";
import notifications from "../messages/id/notifications.json";
import numbers from "../messages/id/numbers.json";
import operator from "../messages/id/operator.json";
import operatorCatalogue from "../messages/id/operator-catalogue.json";
import operatorPayments from "../messages/id/operator-payments.json";
import operatorWorkspaces from "../messages/id/operator-workspaces.json";
import overview from "../messages/id/overview.json";
import purchases from "../messages/id/purchases.json";
import rates from "../messages/id/rates.json";
import reconciliation from "../messages/id/reconciliation.json";
import settings from "../messages/id/settings.json";
import shell from "../messages/id/shell.json";
import team from "../messages/id/team.json";
import terms from "../messages/id/terms.json";
import usage from "../messages/id/usage.json";
import workspaces from "../messages/id/workspaces.json";
import type { Messages } from "./en";

export const id: Messages = {
  activity,
  api,
  "api-keys": apiKeys,
  auth,
  buy,
  cards,
  common,
  crash,
  docs,
  errors,
  exports: exportsWords,
  inbox,
  invoices,
  mail,
  notifications,
  numbers,
  operator,
  "operator-catalogue": operatorCatalogue,
  "operator-payments": operatorPayments,
  "operator-workspaces": operatorWorkspaces,
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
