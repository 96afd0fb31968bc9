import {NotifyFailure} from './failure';

/** Without these there is no notification. */
const REQUIRED = ['type', 'notificationtype', 'hostuuid', 'serviceuuid', 'state'];

/** A macro the core did not know; a shell makes a lone `$` of it when it stands in double quotes. */
const OPEN_MACRO = /^\$(?:[A-Z_][A-Z0-9_]*\$)?$/;

/**
 * Fields without the macros that the monitoring core left as they were, e.g. an undefined custom variable.
 * @param warn gets one sentence for each field that is left out
 * @throws NotifyFailure (`usage`) when a required field is such a macro
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
