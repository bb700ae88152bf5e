// The day's package and the forms: fetched while there is network, kept for when there is none.

import { sha256, toBytes } from "./bytes.js";

const PATIENCE = 30_000;

async function get(path) {
  const answer = await fetch(path, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (answer.type === "opaqueredirect" || answer.status === 401) throw Object.assign(new Error("sign in"), { signIn: true });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

// Who is signed in, or null; throws where nobody answers, or something that is not the office does.
export async function whoIsIn() {
  try {
    return JSON.parse(await get("/field/me"));
  } catch (error) {
    if (error.signIn) return null;
    throw error;
  }
}

// Fetch everything anew: "done", "sign-in", "other-person", "later". Nothing that was kept goes before all of the new is there.
export async function refresh(desk) {
  try {
    const day = JSON.parse(await get("/field/day"));
    if (day.person !== desk.person) return "other-person";
    await Promise.all(day.forms.map((form) => fetchForm(desk, form)));
    await desk.store.put("day", { id: "day", ...(await desk.vault.seal("day", day)) });
    desk.day = day;
    await forgetForms(desk);
    return "done";
  } catch (error) {
    return error.signIn ? "sign-in" : "later";
  }
}

async function fetchForm(desk, form) {
  if (await desk.store.get("forms", form.sha256)) return;
  const html = await get(form.href);
  if ((await sha256(toBytes(html))) !== form.sha256) throw new Error("the form changed meanwhile");
  await desk.store.put("forms", { sha256: form.sha256, version: form.version, lang: form.lang, html });
}

// Forms that neither the day nor a draft nor an unsent record needs. A record's form is never among them.
async function forgetForms(desk) {
  const needed = new Set(desk.day.forms.map((form) => form.sha256));
  for (const row of await desk.store.all("drafts")) needed.add((await desk.vault.open(`draft ${row.id}`, row)).form);
  for (const row of await desk.store.all("records")) {
    needed.add((await desk.vault.open(`record ${row.id} draft`, row.draft)).form);
  }
  for (const form of await desk.store.all("forms")) {
    if (!needed.has(form.sha256)) await desk.store.drop("forms", form.sha256);
  }
}

export async function loadDay(desk) {
  const row = await desk.store.get("day", "day");
  return row ? desk.vault.open("day", row) : null;
}

export const formOf = (desk, survey, lang) =>
  desk.day.forms.find((form) => form.survey === survey.id && form.lang === lang)
  ?? desk.day.forms.find((form) => form.survey === survey.id);
