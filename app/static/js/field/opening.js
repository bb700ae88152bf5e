// Opening a person's store on this device: for the first time, with the PIN, or with a new PIN after signing in.

import { newId } from "./bytes.js";
import { loadDay } from "./day.js";
import { Store, exists, nameOf } from "./store.js";
import { create, newPair, relock, unlock } from "./vault.js";

// Whether this person's store is whole on this device; one whose making was cut off counts as none.
export async function isPrepared(login) {
  const name = await nameOf(login);
  if (!(await exists(name))) return false;
  const store = new Store(name), lock = await store.get("meta", "lock");
  store.close();
  return Boolean(lock);
}

async function register(device, open) {
  const answer = await fetch(`/field/devices/${device}`, { method: "PUT", body: JSON.stringify({ public_key: open }),
    headers: { "Content-Type": "application/json" }, redirect: "manual", signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`devices: ${answer.status}`);
  return answer.json();
}

// Make this device ready for whoever is signed in. One transaction: there is a whole store or none.
export async function prepare(pin) {
  const device = newId(), pair = await newPair();
  const told = await register(device, pair.open);
  const { kept, vault } = await create(pin, told.secret);
  const store = new Store(await nameOf(told.login));
  const who = { person: told.person, login: told.login };
  const rows = [
    { id: "device", value: device, open: pair.open },
    { id: "lock", kept },
    { id: "who", ...(await vault.seal("who", who)) },
    { id: "pair", ...(await vault.sealText("pair", pair.secret)) },
  ];
  await store.run(["meta"], "readwrite", async (t) => {
    for (const row of rows) await t.objectStore("meta").put(row);
  });
  return { store, vault, device, ...who, day: null };
}

export async function openWithPin(login, pin) {
  const store = new Store(await nameOf(login));
  const keep = (kept) => store.put("meta", { id: "lock", kept });
  const { kept } = await store.get("meta", "lock");
  return desk(store, await unlock(kept, pin, keep));
}

// The person has signed in: the office's secret opens what the forgotten PIN no longer does.
export async function openWithOffice(login, pin) {
  const store = new Store(await nameOf(login));
  const { value, open } = await store.get("meta", "device");
  const told = await register(value, open);
  const { kept } = await store.get("meta", "lock");
  const again = await relock(kept, told.secret, pin);
  await store.put("meta", { id: "lock", kept: again.kept });
  return desk(store, again.vault);
}

async function desk(store, vault) {
  const who = await vault.open("who", await store.get("meta", "who"));
  const { value } = await store.get("meta", "device");
  const made = { store, vault, device: value, ...who, day: null };
  made.day = await loadDay(made);
  return made;
}

// Whether the browser promised not to clear this away by itself: true, false, or null where it cannot say.
export async function persisted() {
  if (!navigator.storage?.persist) return null;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}
