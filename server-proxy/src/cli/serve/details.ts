import {Details} from '../../app/details/details';
import {tellDetails} from '../../app/details/tell_details';
import {openEntries} from '../../app/panel/open_entries';
import {OPERATOR} from '../../app/people/visible_to';
import type {AlertStore} from '../../app/posts/alert_store';
import type {Clock} from '../../app/telemetry';
import type {Made} from '../../compose';
import {PLAIN} from '../../domain/explain/explanation_style';
import {timeFormat} from '../../domain/post/alert_post';
import type {Language} from '../../domain/texts';
import type {DetailsAccess} from '../../http/http_deps';

/** The details of any object, for whoever can read the settings of the service. */
export const operatorDetails = (
    {application, monitoring, settings: {timeZone, defaultChannel, ...settings}}: Made,
    {store, clock}: {readonly store: AlertStore; readonly clock: Clock},
): DetailsAccess['tell'] => {
    const {visible, pastProblems: past} = application;
    const styleIn = (language: Language) => ({language, formatTime: timeFormat(language, timeZone)});
    const details = new Details({
        details: monitoring.details,
        store,
        clock,
        clockAhead: () => monitoring.clockAhead(),
        sightOf: async () => OPERATOR,
        visible,
        styleOf: async () => styleIn(settings.language),
        entries: () => openEntries(store, defaultChannel),
        past,
    });
    return (question, language) => {
        const reader = {sight: OPERATOR, ...styleIn(language), style: PLAIN};
        return tellDetails({details, monitoring, visible}, reader, question);
    };
};
