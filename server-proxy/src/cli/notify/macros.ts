import {NotifyFailure} from './failure';

const REQUIRED = ['type', 'notificationtype', 'hostuuid', 'serviceuuid', 'state'];

/** A macro the core did not know; in double quotes, a shell reduces it to a single `$`. */
const OPEN_MACRO = /^\$(?:[A-Z_][A-Z0-9_]*\$)?$/;

/**
 * Drops fields with macros that the monitoring core did not expand, e.g. an undefined custom variable.
 * @param warn receives one sentence per dropped field
 * @throws NotifyFailure (`usage`) if a required field has such a macro
 */
export const withoutOpenMacros = (
    fields: Readonly<Record<string, string>>,
    warn: (sentence: string) => void,
): Record<string, string> =>
    Object.fromEntries(
        Object.entries(fields).filter(([name, value]) => {
            if (!OPEN_MACRO.test(value)) {
                return true;
            }
            const sentence = `--${name} is the macro ${value}, which the monitoring core did not expand`;
            if (REQUIRED.includes(name)) {
                throw new NotifyFailure('usage', `${sentence}: is this the command line for hosts, or for services?`);
            }
            warn(`${sentence}; sent without it.`);
            return false;
        }),
    );
