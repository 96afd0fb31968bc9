import React from 'react';

/** Purely decorative: the text beside it says what is going on. */
export const Spinner = () => <span aria-hidden="true" className="oitc-spinner" />;
