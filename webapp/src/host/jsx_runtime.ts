import type {ElementType, ReactElement, ReactNode} from 'react';
import * as React from 'react';

type Props = Readonly<Record<string, unknown>>;
type Make = (type: ElementType, props: Props, key?: string | number) => ReactElement;

/** What `react/jsx-runtime` exports. */
interface JsxRuntime {
    readonly jsx: Make;
    /** For elements with several children that stand in the source. */
    readonly jsxs: Make;
    readonly Fragment: typeof React.Fragment;
}

const keyed = (props: Props, key?: string | number): Props => (key === undefined ? props : {...props, key});

/** The same with `createElement`, for Mattermost up to 11, which keeps React's runtime to itself. */
const WITH_CREATE_ELEMENT: JsxRuntime = {
    jsx: (type, props, key) => React.createElement(type, keyed(props, key)),
    jsxs: (type, {children, ...props}, key) =>
        React.createElement(type, keyed(props, key), ...(children as readonly ReactNode[])),
    Fragment: React.Fragment,
};

/**
 * Stands for `react/jsx-runtime` in the bundle. The host's own, if it has one: that of another React makes elements which the
 * host's refuses to draw.
 */
const runtime: JsxRuntime =
    (globalThis as {readonly ReactJSXRuntime?: JsxRuntime}).ReactJSXRuntime ?? WITH_CREATE_ELEMENT;

export const {jsx, jsxs, Fragment} = runtime;
