// One person's database on this device. Browsers close IndexedDB when memory is short and lose connections; every act
// is one transaction here, done again on a new connection, and whoever looks is told. Acts must bear being repeated.

import { openDB } from "../../vendor/idb/index.js";
import { sha256, toBytes } from "./bytes.js";

const PREFIX = "moksori-field-", SCHEMA = 1;
// Waits between tries. Chosen, not measured: five seconds in all, then the person is told that it did not work.
const PAUSES = [50, 250, 1000, 3500];
const CLOSED = new Set(["InvalidStateError", "AbortError", "UnknownError", "TimeoutError", "TransactionInactiveError"]);

export class Full extends Error {}

// Of a login only its hash names the store: whoever else opens this browser does not read who works here.
export async function nameOf(login) {
  return PREFIX + (await sha256(toBytes(`moksori ${login.trim()}`))).slice(0, 32);
}

export async function exists(name) {
  return (await indexedDB.databases()).some((each) => each.name === name);
}

export const isFull = (error) => error instanceof Full || error?.name === "QuotaExceededError";

export class Store extends EventTarget {
  #db = null;

  constructor(name) {
    super();
    this.name = name;
  }

  async #connection() {
    this.#db ??= await openDB(this.name, SCHEMA, {
      upgrade(db) {
        for (const name of ["meta", "day", "drafts", "records", "ledger"]) db.createObjectStore(name, { keyPath: "id" });
        db.createObjectStore("forms", { keyPath: "sha256" });
        db.createObjectStore("files", { keyPath: ["of", "sha256"] }).createIndex("of", "of");
      },
      terminated: () => this.#lost(),
      blocking: () => { this.#db?.close(); this.#lost(); },
    });
    return this.#db;
  }

  #lost() {
    this.#db = null;
    this.dispatchEvent(new Event("closed"));
  }

  // Do something in one transaction that is on the disk, not only in a buffer, when it ends.
  async run(names, mode, work) {
    for (let turn = 0; ; turn += 1) {
      try {
        const done = await this.#once(names, mode, work);
        if (turn) this.dispatchEvent(new Event("back"));
        return done;
      } catch (error) {
        if (isFull(error)) { this.dispatchEvent(new Event("full")); throw new Full(error.message); }
        if (!CLOSED.has(error?.name) || turn === PAUSES.length) throw error;
        try { this.#db?.close(); } catch { /* it is gone already */ }
        this.#lost();
        await new Promise((go) => setTimeout(go, PAUSES[turn]));
      }
    }
  }

  async #once(names, mode, work) {
    const db = await this.#connection();
    const transaction = db.transaction(names, mode, { durability: "strict" });
    const ended = transaction.done.catch((error) => { throw transaction.error ?? error; });
    ended.catch(() => {});
    let result;
    try {
      result = await work(transaction);
    } catch (error) {
      try { transaction.abort(); } catch { /* it has ended already */ }
      throw isFull(transaction.error) ? transaction.error : error;
    }
    await ended;
    return result;
  }

  get(name, key) { return this.run([name], "readonly", (t) => t.objectStore(name).get(key)); }
  all(name) { return this.run([name], "readonly", (t) => t.objectStore(name).getAll()); }
  put(name, value) { return this.run([name], "readwrite", (t) => t.objectStore(name).put(value)); }
  drop(name, key) { return this.run([name], "readwrite", (t) => t.objectStore(name).delete(key)); }

  close() {
    this.#db?.close();
    this.#db = null;
  }
}
