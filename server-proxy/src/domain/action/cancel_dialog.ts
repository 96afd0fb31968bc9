import {cancelDialogCallbackId, FIELD} from '#contract';
import type {AlertRecord} from '../alert/record';
import type {TimeFormat} from '../post/alert_post';
import {subjectOf} from '../post/alert_post';
import {cut, neutralize, oneLine} from '../text';
import {type Language, textsOf} from '../texts';

import {type DialogState, signDialogState} from './action_token';
import {boolElement, type Dialog, fieldsOf, isTrue} from './dialog';

/** Asks first, because somebody else may have scheduled the downtimes. */
export const renderCancelDialog = (
    record: AlertRecord,
    state: DialogState,
    options: {
        readonly language: Language;
        readonly secret: string;
        readonly nowSeconds: number;
        readonly formatTime: TimeFormat;
    },
): Dialog => {
    const words = textsOf(options.language).actions;
    const subject = neutralize(`${record.alert.state} · ${subjectOf(record, textsOf(options.language).alerts)}`);
    const intro = record.alert.target.service ? words.cancelIntro : words.cancelHostIntro;
    return {
        callback_id: cancelDialogCallbackId(state.postId),
        title: cut(words.cancelTitle, 24),
        introduction_text: [intro(subject), entriesOf(record, options).join('\n')].filter(Boolean).join('\n\n'),
        elements: [boolElement(words.planned, FIELD.planned, words.plannedHelp, !record.inDowntime)],
        submit_label: words.cancelSubmit,
        notify_on_cancel: false,
        state: signDialogState(state, options.secret, options.nowSeconds),
    };
};

const COMMENT_LENGTH = 200;

/** The downtimes the post knows; asking openITCOCKPIT would take longer than Mattermost waits for a dialog. */
const entriesOf = (
    {inDowntime, downtime}: AlertRecord,
    {language, nowSeconds, formatTime}: {language: Language; nowSeconds: number; formatTime: TimeFormat},
): string[] => {
    const words = textsOf(language).actions;
    const what = downtime ? neutralize(`${downtime.author}: ${oneLine(downtime.comment, COMMENT_LENGTH)}`) : '';
    const isAhead = downtime !== undefined && downtime.start > nowSeconds;
    const running = downtime && !isAhead ? words.runningUntil(formatTime(downtime.end), what) : words.runningElsewhere;
    return [
        ...(inDowntime ? [running] : []),
        ...(isAhead ? [words.plannedFrom(formatTime(downtime.start), formatTime(downtime.end), what)] : []),
    ].map((entry) => `* ${entry}`);
};

/** @returns whether downtimes that have not started are to be cancelled as well */
export const parseCancel = (submission: unknown): boolean => isTrue(fieldsOf(submission)[FIELD.planned], false);
