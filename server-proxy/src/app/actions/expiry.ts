import type {PendingAction} from '../../domain/action/action_request';
import {type Said, says, type Texts} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {type Failure, failed} from './strategy';

export const isTooOld = (context: AppContext, {askedAt}: PendingAction): boolean =>
    context.clock.now() - askedAt * 1000 > context.settings.queueMaxAgeMs;

/** It waited too long. @param because why it had to */
export const expired = (context: AppContext, {sentAt}: Pick<PendingAction, 'sentAt'>, because: Said): Failure => {
    const minutes = Math.round(context.settings.queueMaxAgeMs / 60_000);
    const said = (sentence: (texts: Texts['alerts']) => string): Said =>
        says(({alerts}, language) => `${sentence(alerts)} ${because(language)}`.trim());
    return sentAt === undefined
        ? failed(
              'not_sent',
              said((alerts) => alerts.notSentInTime(minutes)),
          )
        : failed(
              'not_confirmed',
              said((alerts) => alerts.perhapsSent(minutes)),
          );
};

/** As it was stored: in the language of the channel, and in that of the person where it is another. */
export const whyQueued =
    ({settings}: AppContext, {queuedBecause = '', queuedToPerson = queuedBecause}: PendingAction): Said =>
    (language) =>
        language === settings.language ? queuedBecause : queuedToPerson;
