import {cancelDialogCallbackId, FIELD} from '#contract';
import type {AlertRecord} from '../alert/record';
import {subjectOf} from '../post/alert_post';
import {cut, neutralize} from '../text';
import {type Language, textsOf} from '../texts';

import {type DialogState, signDialogState} from './action_token';
import {boolElement, type Dialog, fieldsOf, isTrue} from './dialog';

/** Asks first, because somebody else may have scheduled the downtimes. */
export const renderCancelDialog = (
    record: AlertRecord,
    state: DialogState,
    options: {readonly language: Language; readonly secret: string; readonly nowSeconds: number},
): Dialog => {
    const words = textsOf(options.language).actions;
    const subject = neutralize(`${record.alert.state} · ${subjectOf(record, textsOf(options.language).alerts)}`);
    const intro = record.alert.target.service ? words.cancelIntro : words.cancelHostIntro;
    return {
        callback_id: cancelDialogCallbackId(state.postId),
        title: cut(words.cancelTitle, 24),
        introduction_text: intro(subject),
        elements: [boolElement(words.planned, FIELD.planned, words.plannedHelp, !record.inDowntime)],
        submit_label: words.cancelSubmit,
        notify_on_cancel: false,
        state: signDialogState(state, options.secret, options.nowSeconds),
    };
};

/** @returns whether downtimes that have not started are to be cancelled as well */
export const parseCancel = (submission: unknown): boolean => isTrue(fieldsOf(submission)[FIELD.planned], false);
