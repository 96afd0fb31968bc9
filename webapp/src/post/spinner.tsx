import React from 'react';

/** Decoration only: the words beside it say what is going on. */
export const Spinner = () => <span aria-hidden="true" className="oitc-spinner" />;
