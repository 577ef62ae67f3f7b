// What survives a restart: IndexedDB, or the memory where a browser refuses it (then the player still shows what it is told).

const NAME = 'lunbo-player';
const SCHEMA = 2;
const KEYED = { values: 'key', sheets: 'sha256', media: 'sha256', plays: 'key', parts: 'key' };

/** @returns a store with get, put, delete, keys, first and count over `values`, `sheets`, `media`, `plays` and `parts` */
export async function openStore() {
  try {
    return new DiskStore(await openDatabase());
  } catch (failure) {
    console.warn('IndexedDB cannot be used:', failure);
    return new MemoryStore(String(failure && failure.message));
  }
}

class DiskStore {
  constructor(database) {
    this.database = database;
    this.lasting = true;
  }

  get(table, key) {
    return this.request(table, 'readonly', (store) => store.get(key));
  }

  put(table, row) {
    return this.request(table, 'readwrite', (store) => store.put(row));
  }

  delete(table, keys) {
    return this.request(table, 'readwrite', (store) => {
      for (const key of [].concat(keys)) store.delete(key);
    });
  }

  keys(table) {
    return this.request(table, 'readonly', (store) => store.getAllKeys());
  }

  /** The first rows whose key begins with the prefix. */
  first(table, prefix, most) {
    return this.request(table, 'readonly', (store) => store.getAll(beginningWith(prefix), most));
  }

  count(table, prefix) {
    return this.request(table, 'readonly', (store) => store.count(beginningWith(prefix)));
  }

  /** Resolves when the transaction is on disk, not merely when the request was answered. */
  request(table, mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(table, mode, mode === 'readwrite' ? { durability: 'strict' } : undefined);
      const request = work(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request ? request.result : undefined);
      transaction.onabort = () => reject(transaction.error || new Error(`${table}: transaction aborted`));
    });
  }
}

class MemoryStore {
  constructor(reason) {
    this.lasting = false;
    this.reason = reason;
    this.tables = Object.fromEntries(Object.keys(KEYED).map((table) => [table, new Map()]));
  }

  async get(table, key) {
    return this.tables[table].get(key);
  }

  async put(table, row) {
    this.tables[table].set(row[KEYED[table]], row);
  }

  async delete(table, keys) {
    for (const key of [].concat(keys)) this.tables[table].delete(key);
  }

  async keys(table, prefix = '') {
    return [...this.tables[table].keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  async first(table, prefix, most) {
    return (await this.keys(table, prefix)).slice(0, most).map((key) => this.tables[table].get(key));
  }

  async count(table, prefix) {
    return (await this.keys(table, prefix)).length;
  }
}

function beginningWith(prefix) {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}

function openDatabase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, SCHEMA);
    request.onupgradeneeded = () => {
      for (const [table, keyPath] of Object.entries(KEYED)) {
        if (!request.result.objectStoreNames.contains(table)) request.result.createObjectStore(table, { keyPath });
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('another page holds an older database open'));
  });
}

/** One value that survives a restart. */
export class Kept {
  constructor(store, key) {
    this.store = store;
    this.key = key;
  }

  async read() {
    const row = await this.store.get('values', this.key);
    return row ? row.value : null;
  }

  write(value) {
    return value === null ? this.store.delete('values', this.key) : this.store.put('values', { key: this.key, value });
  }
}
