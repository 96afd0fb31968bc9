import {ACTION_BULK_CONFIRM} from '#contract';
import type {BulkAction} from '../action/bulk_action';
import {signBulk} from '../action/bulk_token';
import type {SeenObject} from '../alert/found_record';
import {compareProblems} from '../alert/severity';
import {HANDLED_COLOUR} from '../alert/state';
import {neutralize, oneLine} from '../text';
import {type Language, textsOf} from '../texts';
import {nameOf} from './found_post';

export interface PreviewOptions {
    readonly language: Language;
    /** The filter leaves nothing out. */
    readonly isEverything: boolean;
    readonly url: string;
    readonly secret: string;
    readonly nowSeconds: number;
    readonly userId: string;
    readonly siteUrl: string;
}

const WORST = 10;
const NAME_LENGTH = 120;

/** What a bulk action would hit, for the person who asked: the worst by name, and the button that begins it. */
export const renderBulkPreview = (
    head: BulkAction,
    objects: readonly SeenObject[],
    options: PreviewOptions,
): {readonly text: string; readonly attachments: readonly Readonly<Record<string, unknown>>[]} => {
    const texts = textsOf(options.language).bulk;
    const worst = objects
        .toSorted(compareProblems)
        .slice(0, WORST)
        .map((object) => `- ${object.state ?? '?'} ${neutralize(oneLine(nameOf(object, options), NAME_LENGTH))}`);
    const left = objects.length - worst.length;
    const lines = [
        texts.wouldHit[head.kind](texts.size(head)),
        ...(options.isEverything ? [texts.everything] : []),
        ...worst,
        ...(left > 0 ? [`- ${texts.andMore(left)}`] : []),
    ];
    const {id, nonce = ''} = head;
    const {userId, siteUrl, secret, nowSeconds} = options;
    const button = {
        id: ACTION_BULK_CONFIRM,
        type: 'button',
        name: texts.confirm[head.kind],
        integration: {
            url: options.url,
            context: {token: signBulk({does: 'confirm', id, nonce, userId, siteUrl}, secret, nowSeconds)},
        },
    };
    return {text: '', attachments: [{color: HANDLED_COLOUR, text: lines.join('\n'), actions: [button]}]};
};
