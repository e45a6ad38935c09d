/** What a snapshot keeps as JSON in a column; its shape was checked when it was written. */
export const parseDocument = <T>(document: unknown): T => JSON.parse(String(document)) as T;
