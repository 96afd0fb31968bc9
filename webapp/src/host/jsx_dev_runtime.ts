import type {ElementType, ReactElement} from 'react';
import {Fragment, jsx, jsxs} from './jsx_runtime';

type Props = Readonly<Record<string, unknown>>;
type MakeDev = (
    type: ElementType,
    props: Props,
    key: string | number | undefined,
    isStatic: boolean,
    ...where: readonly unknown[]
) => ReactElement;

const host = (globalThis as {readonly ReactJSXDevRuntime?: {readonly jsxDEV?: MakeDev}}).ReactJSXDevRuntime;

/** Stands for `react/jsx-dev-runtime` in the bundle. React's production build has none, so that the host's may be empty. */
export const jsxDEV: MakeDev =
    host?.jsxDEV ?? ((type, props, key, isStatic) => (isStatic ? jsxs : jsx)(type, props, key));

export {Fragment};
