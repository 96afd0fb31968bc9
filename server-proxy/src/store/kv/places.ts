/** Beginnings of the keys of alert records, of locks, and of the documents of the index. */
export const RECORD = 'alert/';
export const LOCK = 'lock/';
export const INDEX = 'index/';

/** Whether the index holds all it should: 0.1.0 left closed alerts out, and documents that cannot be read are set aside. */
export const INDEX_COMPLETE = 'index/open/complete';
