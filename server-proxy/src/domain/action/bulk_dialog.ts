import {cut} from '../text';
import {textsOf} from '../texts';
import {ackElements, parseSubmission} from './ack_dialog';
import type {BulkAction, BulkKind, BulkRequest} from './bulk_action';
import {type BulkDialogState, signBulkDialog} from './bulk_token';
import type {Dialog, DialogElement} from './dialog';
import {type DowntimeOptions, downtimeElements, parseDowntime} from './downtime_dialog';

/** Must differ from the dialogs that the webapp knows. */
const CALLBACK_ID = 'oitcbulk';

/** Asks for what a bulk action needs, and says once more how much it is about. */
export const renderBulkDialog = (
    head: BulkAction,
    state: BulkDialogState,
    options: DowntimeOptions & {readonly secret: string},
): Dialog => {
    const texts = textsOf(options.language);
    return {
        callback_id: CALLBACK_ID,
        title: cut(texts.bulk.dialogTitle[head.kind], 24),
        introduction_text: texts.bulk.dialogIntro[head.kind](texts.bulk.size(head)),
        elements: elementsOf(head.kind, options),
        submit_label: texts.bulk.dialogTitle[head.kind],
        notify_on_cancel: false,
        state: signBulkDialog(state, options.secret, options.nowSeconds),
    };
};

const elementsOf = (kind: BulkKind, options: DowntimeOptions): readonly DialogElement[] => {
    switch (kind) {
        case 'acknowledge':
            return ackElements(textsOf(options.language).alerts, options.defaults);
        case 'schedule_downtime':
            return downtimeElements(options);
        case 'remove_acknowledgement':
        case 'recheck':
            return [];
    }
};

/** @throws FieldError */
export const parseBulk = (kind: BulkKind, submission: unknown, options: DowntimeOptions): BulkRequest => {
    switch (kind) {
        case 'acknowledge': {
            const {hostAndServices: _each, ...asked} = parseSubmission(submission, options.defaults, options.language);
            return {kind, ...asked};
        }
        case 'schedule_downtime': {
            const {hostAndServices: _each, ...asked} = parseDowntime(submission, options);
            return {kind, ...asked};
        }
        case 'remove_acknowledgement':
        case 'recheck':
            return {kind};
    }
};
