import {createHmac, timingSafeEqual} from 'node:crypto';
import {ALERT_PROP} from '#contract';

/** Key of `post.props`: proves that we wrote the alert of a post that a webhook made. */
export const SEAL_PROP = 'oitc_seal';

/** Where the post is, and whose it is: both are Mattermost's word, and neither ever changes. */
export interface SealedPlace {
    readonly channelId: string;
    readonly userId: string;
}

type Props = Readonly<Record<string, unknown>>;

/** The props with a seal over their alert, so that it can neither be changed nor moved to another channel or author. */
export const sealed = (props: Props, place: SealedPlace, secret: string): Record<string, unknown> => ({
    ...props,
    [SEAL_PROP]: sealOf(props, place, secret).toString('hex'),
});

/** @param secrets the current one, and those being replaced */
export const isSealed = (props: Props, place: SealedPlace, secrets: readonly string[]): boolean => {
    const seal = props[SEAL_PROP];
    const given = Buffer.from(typeof seal === 'string' ? seal : '', 'hex');
    return secrets.some((secret) => {
        const wanted = sealOf(props, place, secret);
        return secret !== '' && given.length === wanted.length && timingSafeEqual(given, wanted);
    });
};

const sealOf = (props: Props, {channelId, userId}: SealedPlace, secret: string): Buffer =>
    createHmac('sha256', secret)
        .update(`oitc-seal1.${JSON.stringify([channelId, userId, inOrder(props[ALERT_PROP])])}`)
        .digest();

/** Mattermost stores keys in an order of its own. */
const inOrder = (value: unknown): unknown => {
    if (Array.isArray(value)) {
        return value.map(inOrder);
    }
    if (typeof value !== 'object' || value === null) {
        return value;
    }
    const entries = Object.entries(value).filter(([, content]) => content !== undefined);
    return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, content]) => [key, inOrder(content)]);
};
