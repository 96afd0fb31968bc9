import {Details} from '../app/details/details';
import {tellDetails} from '../app/details/tell_details';
import {readingStyleOf} from '../app/people/reading_style';
import type {AlertStore} from '../app/posts/alert_store';
import type {ChatPort} from '../app/posts/chat_port';
import type {Clock, Logger} from '../app/telemetry';
import type {Made} from '../compose';
import {MARKDOWN} from '../domain/explain/explanation_style';
import type {PanelEntry} from '../domain/panel/panel_row';
import type {Language} from '../domain/texts';

interface Deps {
    readonly chat: Pick<ChatPort, 'user'>;
    readonly store: Pick<AlertStore, 'get'>;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** The details of a problem for the panel, and for the command. */
export interface DetailsParts {
    readonly details: Details;
    readonly tellDetails: (
        asker: {readonly userId: string; readonly language: Language},
        typed: string,
    ) => Promise<string>;
}

/** @param entries all open problems */
export const detailsParts = (
    {application, monitoring, settings: {language, timeZone}}: Made,
    {chat, logger, ...deps}: Deps,
    entries: () => Promise<readonly PanelEntry[]>,
): DetailsParts => {
    const {sightOf, visible, pastProblems: past} = application;
    const styleOf = (userId: string) => readingStyleOf({chat, logger}, userId, {language, timeZone});
    const details = new Details({
        ...deps,
        details: monitoring.details,
        clockAhead: () => monitoring.clockAhead(),
        sightOf,
        visible,
        styleOf,
        entries,
        past,
    });
    return {
        details,
        tellDetails: async ({userId, language: spoken}, typed) => {
            const [sight, {formatTime}] = await Promise.all([sightOf(userId), styleOf(userId)]);
            const reader = {sight, language: spoken, formatTime, style: MARKDOWN};
            return tellDetails({details, monitoring, visible}, reader, {typed});
        },
    };
};
