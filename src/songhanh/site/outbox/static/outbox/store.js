// The outbox itself: records and photos in the browser's own database, kept through restarts.

const NAME = "songhanh-outbox";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("items", { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction("items", mode);
      const asked = work(transaction.objectStore("items"));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const everything = () => within("readonly", (items) => items.getAll());
export const find = (key) => within("readonly", (items) => items.get(key));
export const keep = (item) => within("readwrite", (items) => items.put(item));
export const forget = (key) => within("readwrite", (items) => items.delete(key));

// Also where the page came over plain HTTP, as inside an office.
export function freshKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
